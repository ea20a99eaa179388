"""Three reports of one event, by three outlets, as records of JSON Lines."""

FERRY = [
    {
        "id": "courier",
        "outlet": "Merrin Courier",
        "title": "Ferries to Sallow Island sail again after the storm",
        "url": "https://courier.example/ferries",
        "published": "2031-05-04T09:00:00Z",
        "text": "Ferries to Sallow Island sailed again on Sunday after a storm had kept them in the"
        " harbour of Port Merrin for three days.\n\nThe first ferry left with 84 passengers on"
        " board, harbour master Zoë Ålund said.\n\nThe storm tore the roof off the island school.",
    },
    {
        "id": "post",
        "outlet": "Sallow Post",
        "title": "First ferry in three days reaches Sallow Island",
        "published": "2031-05-04T10:00:00Z",
        "text": "A ferry reached Sallow Island on Sunday, the first in three days, after the storm"
        " that closed the harbour of Port Merrin.\n\nHarbour master Zoë Ålund said that 84"
        " passengers were on board.\n\nPupils go to the town hall until the school has a roof.",
    },
    {
        "id": "herald",
        "outlet": "Port Herald",
        "title": "Storm shuts the harbour of Port Merrin, ferries to Sallow Island stay",
        "published": "2031-05-03T18:00:00Z",
        "text": "The storm has closed the harbour of Port Merrin and no ferry sails to Sallow Island"
        " until Sunday, harbour master Zoë Ålund said.\n\nThe island school lost its roof in the"
        " storm, and 84 passengers wait in the harbour for the first ferry.",
    },
]
