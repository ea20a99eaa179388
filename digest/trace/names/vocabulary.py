"""Words that tell what a capitalised phrase is: office, honour, place, organisation, calendar."""

import re


def _listed(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Words of office before a name: one of these makes a title, and a capital makes none of them a name.
OFFICES = _listed(
    "fm president presidents premier premiers chancellor minister ministers secretary secretaries senator"
    " senators sen sens representative rep reps congressman congresswoman governor governors gov mayor"
    " councillor councilor councilman councilwoman alderman commissioner ambassador envoy consul attorney"
    " solicitor prosecutor judge justice magistrate sheriff constable marshal deputy deputies officer officers"
    " detective det inspector insp superintendent supt sergeant sgt corporal cpl private pvt lieutenant lt"
    " captain capt major maj colonel col brigadier general gen admiral adm commander cmdr commodore marshall"
    " chief chiefs trooper agent ranger firefighter paramedic pilot coroner sir dame lord lady baron"
    " baroness king queen prince princess duke duchess emperor pope bishop archbishop cardinal imam ayatollah"
    " sheikh mullah rabbi reverend rev pastor father sister brother rabbi monsignor deacon professor prof"
    " doctor dr dean principal teacher coach manager captain director chairman chairwoman chairperson chair"
    " ceo cfo editor reporter correspondent journalist photographer spokesman spokeswoman spokesperson"
    " analyst economist lawyer leader speaker whip candidate nominee mp mps msp attache airman seaman"
    " mr mrs ms miss mx herr frau monsieur madame señor señora signor don"
    " investigator patrolman undersheriff guard warden clerk treasurer vice-president counsel counselor provost rector"
    " head boss founder owner actor actress singer author writer artist comedian host star resident witness"
    " neighbor neighbour victim suspect defendant sisters brothers quarterback striker midfielder defender"
    " goalkeeper pitcher driver lawmaker politician activist archaeologist historian scientist researcher"
    " geologist seismologist meteorologist biologist ecologist astronaut engineer physician surgeon nurse"
)
# Words of office that are family names as well: "Martin King".
SURNAMES = _listed(
    "king prince bishop pope dean judge major marshall marshal page parson baron lord duke cardinal star head guard"
    " ranger driver singer archer coroner constable sheriff rector cook miller pitcher host mayor chase sergeant coach"
)
# After a possessive these go on with a name: "Prince George's County".
POSSESSED = _listed(
    "county parish hospital church college university cathedral school square island bay cove point creek"
)
# Before or between words of office.
OFFICE_MODIFIERS = _listed(
    "former ex acting interim deputy vice assistant associate foreign prime first second third under lead"
    " senior junior chief state federal national regional local district county city town police fire"
    " parliamentary defense defence finance interior justice health home education trade oil energy"
    " environment transport agriculture culture labor labour security attorney lieutenant major master rear"
    " brigadier sergeant staff field executive managing general press army navy military opposition supreme"
    " grand crown special public us u.s. uk u.k. eu u.n. un nato republican democratic democrat conservative"
    " liberal labour then-president president-elect medical wing squadron fleet flight union party house"
    " senate majority minority cabinet shadow permanent lord right honourable honorable hon world league late"
    " incoming outgoing retired top veteran longtime ousted deposed republican leading company spokesman of"
)
HONOURS = _listed("mr mrs ms miss mx sir dame lord lady dr prof rev herr frau monsieur madame")
NATIONALITY = re.compile(
    r"[A-Z][a-zà-ÿ]+(?:[aei]an|ish|ese|sh|ch|li|qi|[aei]ni|eek|wiss|erman|utch|hai|ghan|ino|oman|otch)"
)
# Words that end (or head) the name of a place.
PLACES = _listed(
    "street st avenue ave road rd boulevard blvd lane drive highway route parkway square plaza bridge tunnel"
    " county parish borough district province region oblast state territory island islands isle isles bay gulf"
    " sea ocean lake river creek valley mountain mountains mount mt hill hills beach park forest desert"
    " peninsula strait cape coast falls canyon ridge peak volcano city town village township heights springs"
    " harbor harbour port airport station terminal republic kingdom emirates territories federation"
    " north south east west northern southern eastern western pike court circle way trail crossing mall"
    " neighborhood neighbourhood downtown side stadium arena mill field fields point cove dam plant"
)
# Words by which an organisation is known.
ORGANISATIONS = _listed(
    "university college school academy institute institution department ministry office bureau agency"
    " administration commission committee council court congress senate parliament assembly house board"
    " authority service services force forces army navy guard corps police bank company corporation corp inc"
    " ltd llc plc group holdings industries motors airlines airways air airline hospital clinic center"
    " centre church cathedral mosque temple foundation fund trust association federation union league club"
    " society party front movement organization organisation network news times post press journal herald"
    " tribune gazette guardian telegraph bbc nbc cnn abc cbs fbi cia nato eu un who ap afp reuters"
    " museum library theater theatre systems technologies laboratory laboratories labs studios records"
    " alliance coalition brotherhood brigade battalion regiment unit squad division team stoppers fc united"
    " rovers electric mills brothers bros partners enterprises international media television radio"
    " restaurant hotel store stores supermarket auto vault jail prison penitentiary detention"
)
# Words after which "of", "for" or "and" goes on with a name.
HEADS = _listed(
    "university college school institute department ministry office bureau agency bank church board council"
    " committee commission court house congress union federation association league party army society"
    " foundation city town county gulf bay isle sea state states republic kingdom district islands cape strait"
    " port museum center centre coalition alliance league organization organisation people peoples"
    " chamber academy hospital statue knights sons daughters house trial battle straits province"
    " commissioners division"
)
PARTICLES = _listed(
    "de da del della der den di du des van von bin ibn al el la le dos das do ten ter zu zur af av y e st bint"
)
NO_BEGINNING = _listed("of house senate party union league flight")
CALENDAR = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?|January|February|March|April|May|June|July|August"
    r"|September|October|November|December|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?"
    r"|(?:Mon|Tues?|Wed|Thu(?:rs)?|Fri|Sat|Sun)\.?|AM|PM|EST|EDT|GMT|CST|PST|BST|UTC|ET|PT|CT"
    r"|Christmas|Easter|Thanksgiving|Halloween"
)
# Words that open a sentence before a name and are in no list of stop words.
OPENERS = _listed(
    "meanwhile yesterday today tonight tomorrow earlier later despite although though while however since"
    " according like unlike amid among besides both either neither another every each many most several some"
    " police authorities officials investigators detectives prosecutors officers residents witnesses neighbors"
    " neighbours firefighters troops soldiers rebels militants protesters lawmakers lawyers relatives"
    " add added asked told say says said speaking citing following including former ex late two three four"
    " five six seven eight nine ten eleven twelve dozens hundreds thousands millions last next one first"
    " second third no yes but and or so yet still even just only perhaps maybe also then now here there"
    " what when where who whom why how if because once until unless whether as at by for from in into of off"
    " on onto over out per than through throughout to toward towards under up upon via with within without"
    " dear thanks thank please see read watch click photo photos video image images exclusive breaking update"
    " advertisement source sources story related editor copyright call contact visit follow"
)
NEVER = _listed("I I'm I’m I've I’ve I'd I’d I'll I’ll OK TV A An")
SMALL = _listed(
    "no not and or but with without for from by at in into on onto to of off amid as than that this these those"
    " if when while where what who why how after before says said over under against is are was were be has have"
    " had does did do it its he she they his her their we our you your i an a the about between"
)
SPEECH = re.compile(
    r",? (?:who )?(?:also |later |has |had )?(?:said|says|told|added|asked|tweeted|wrote|testified|recalled"
    r"|replied|insisted|warned|claimed|denied|argued|explained|admitted|stressed|pleaded|died|was born)\b"
    r"|, \d{1,2}\b(?! (?:miles|km))|,? (?:an? )?\d{1,2}-year-old|’s? (?:wife|husband|mother|father|son|daughter)"
)
AGED = re.compile(r"\d-year-old $")
IN_PLACE = re.compile(r"\b(?:in|at|near|outside|throughout|across|around)(?: the)? $", re.I)
