using CitesDesMetiers.Core.Subscribers.Imports;

namespace CitesDesMetiers.Tests.Newsletter.Subscribers.Imports;

/// <summary>Lines as people's files have them, and what becomes of each: the address that is subscribed, or why nobody is.</summary>
/// <param name="Line">Courriel;Organisation;Langue;Cité;Thèmes;Date du consentement;Accord.</param>
internal sealed record OddLine(string Line, string? Address = null, LineRefusal? Refusal = null, bool IsRemarked = false)
{
    public const string Titles = "Courriel;Organisation;Langue;Cité;Thèmes;Date du consentement;Accord";

    public static IReadOnlyList<OddLine> All { get; } =
    [
        // Addresses
        new("a1@ex.example;;;;;01/02/2026;oui", "a1@ex.example"),
        new("  a2@ex.example  ;;;;;01/02/2026;oui", "a2@ex.example"),
        new("\u00A0a3@ex.example\u00A0;;;;;01/02/2026;oui", "a3@ex.example"),
        new("\u200Ba4@ex.example;;;;;01/02/2026;oui", "a4@ex.example"),
        new("Jean Dupont <a5@ex.example>;;;;;01/02/2026;oui", "a5@ex.example"),
        new("\"\"\"Dupont, Jean\"\" <a6@ex.example>\";;;;;01/02/2026;oui", "a6@ex.example"),
        new("mailto:a7@ex.example;;;;;01/02/2026;oui", "a7@ex.example"),
        new("<a8@ex.example>;;;;;01/02/2026;oui", "a8@ex.example"),
        new("\"a9@ex.example;\";;;;;01/02/2026;oui", "a9@ex.example"),
        new("A10@EX.Example;;;;;01/02/2026;oui", "A10@ex.example"),
        new("a11@café.example;;;;;01/02/2026;oui", "a11@xn--caf-dma.example"),
        new("o'neill@ex.example;;;;;01/02/2026;oui", "o'neill@ex.example"),
        new("'+a13@ex.example;;;;;01/02/2026;oui", "+a13@ex.example"),
        new("a14+infolettre@ex.example;;;;;01/02/2026;oui", "a14+infolettre@ex.example"),
        new("\"a15@ex.example\n\";;;;;01/02/2026;oui", "a15@ex.example"),
        new(";Sans adresse;;;;01/02/2026;oui", Refusal: LineRefusal.NoAddress),
        new("\" \";Une espace;;;;01/02/2026;oui", Refusal: LineRefusal.NoAddress),
        new("pas une adresse;;;;;01/02/2026;oui", Refusal: LineRefusal.BadAddress),
        new("b2@;;;;;01/02/2026;oui", Refusal: LineRefusal.BadAddress),
        new("@ex.example;;;;;01/02/2026;oui", Refusal: LineRefusal.BadAddress),
        new("b4@localhost;;;;;01/02/2026;oui", Refusal: LineRefusal.BadAddress),
        new("b5@ex..example;;;;;01/02/2026;oui", Refusal: LineRefusal.BadAddress),
        new(".b6@ex.example;;;;;01/02/2026;oui", Refusal: LineRefusal.BadAddress),
        new("élise@ex.example;;;;;01/02/2026;oui", Refusal: LineRefusal.BadAddress),
        new("b8 @ex.example;;;;;01/02/2026;oui", Refusal: LineRefusal.BadAddress),
        new("b9@ex.example\u0007;;;;;01/02/2026;oui", Refusal: LineRefusal.BadAddress),
        new("b10@192.0.2.1;;;;;01/02/2026;oui", Refusal: LineRefusal.BadAddress),
        new("1234567890123456789012345678901234567890123456789012345678901234x@ex.example;;;;;01/02/2026;oui", Refusal: LineRefusal.BadAddress),
        new("b12@ex,example;;;;;01/02/2026;oui", Refusal: LineRefusal.BadAddress),
        new("\"c1@ex.example; c2@ex.example\";;;;;01/02/2026;oui", Refusal: LineRefusal.SeveralAddresses),
        new("c3@ex.example/c4@ex.example;;;;;01/02/2026;oui", Refusal: LineRefusal.SeveralAddresses),
        new("c5@ex.example, c6@ex.example;;;;;01/02/2026;oui", Refusal: LineRefusal.SeveralAddresses),

        // Two faults: the first counts
        new("b13@ex,example;;;;;bientôt;oui", Refusal: LineRefusal.BadAddress),

        // In the file twice
        new("d1@ex.example;;;;;01/02/2026;oui", "d1@ex.example"),
        new("D1@EX.EXAMPLE;;;;;01/02/2026;oui", Refusal: LineRefusal.Duplicate),
        new("Encore <d1@ex.example>;;;;;01/02/2026;oui", Refusal: LineRefusal.Duplicate),
        new("d2@ex.example;;;;;01/02/2026;oui", Refusal: LineRefusal.ConsentRefused),
        new("d2@ex.example;;;;;01/02/2026;non", Refusal: LineRefusal.ConsentRefused),
        new("d3@ex.example;;;;;01/02/1999;oui", Refusal: LineRefusal.Duplicate, IsRemarked: true),
        new("d3@ex.example;;;;;01/02/2026;oui", "d3@ex.example"),

        // Consent
        new("e1@ex.example;;;;;01/02/2026;OUI", "e1@ex.example"),
        new("e2@ex.example;;;;;01/02/2026;x", "e2@ex.example"),
        new("e3@ex.example;;;;;01/02/2026;1", "e3@ex.example"),
        new("e4@ex.example;;;;;01/02/2026;J’accepte", "e4@ex.example"),
        new("e5@ex.example;;;;;01/02/2026;VRAI", "e5@ex.example"),
        new("e6@ex.example;;;;;01/02/2026;Non", Refusal: LineRefusal.ConsentRefused),
        new("e7@ex.example;;;;;01/02/2026;0", Refusal: LineRefusal.ConsentRefused),
        new("e8@ex.example;;;;;01/02/2026;", Refusal: LineRefusal.ConsentUnclear),
        new("e9@ex.example;;;;;01/02/2026;peut-être", Refusal: LineRefusal.ConsentUnclear),
        new("e10@ex.example;;;;;01/02/2026", Refusal: LineRefusal.ConsentUnclear),

        // Days
        new("f1@ex.example;;;;;2026-02-01;oui", "f1@ex.example"),
        new("f2@ex.example;;;;;2026-02-01 14:05:09;oui", "f2@ex.example"),
        new("f3@ex.example;;;;;2026-02-01T14:05:09Z;oui", "f3@ex.example"),
        new("f4@ex.example;;;;;1er février 2026;oui", "f4@ex.example"),
        new("f5@ex.example;;;;;1/2/26;oui", "f5@ex.example"),
        new("f6@ex.example;;;;;01.02.2026;oui", "f6@ex.example"),
        new("f7@ex.example;;;;;46054;oui", "f7@ex.example"),
        new("f8@ex.example;;;;;;oui", Refusal: LineRefusal.DateMissing),
        new("f9@ex.example;;;;;31/02/2026;oui", Refusal: LineRefusal.DateUnreadable),
        new("f10@ex.example;;;;;hier;oui", Refusal: LineRefusal.DateUnreadable),
        new("f11@ex.example;;;;;01/02/2099;oui", Refusal: LineRefusal.DateInFuture),
        new("f12@ex.example;;;;;01/02/2019;oui", "f12@ex.example", IsRemarked: true),

        // What is left out with a remark
        new("g1@ex.example;Mission locale;français;Charleroi;Travail;01/02/2026;oui", "g1@ex.example"),
        new("g2@ex.example;;FR-be;Cité des métiers de CHARLEROI;\"travail, Études\";01/02/2026;oui", "g2@ex.example"),
        new("g3@ex.example;;English;charleroi;;01/02/2026;oui", "g3@ex.example"),
        new("g4@ex.example;;klingon;;;01/02/2026;oui", "g4@ex.example", IsRemarked: true),
        new("g5@ex.example;;;Atlantide;;01/02/2026;oui", "g5@ex.example", IsRemarked: true),
        new("g6@ex.example;;;;Astrologie;01/02/2026;oui", "g6@ex.example", IsRemarked: true),
        new("g7@ex.example;\"Deux\nlignes\";;;;01/02/2026;oui", "g7@ex.example"),
        new($"g8@ex.example;{new string('o', 250)};;;;01/02/2026;oui", "g8@ex.example", IsRemarked: true),
        new("g9@ex.example;Le \"café\" du coin;;;;01/02/2026;oui", "g9@ex.example"),
        new("g10@ex.example;'=SOMME(A1);;;;01/02/2026;oui", "g10@ex.example"),
        new("g11@ex.example;;;;;01/02/2026;oui;une;colonne;de;trop", "g11@ex.example"),

        // Whom the site knows already
        new("abonne@ex.example;;;;;01/02/2026;oui", Refusal: LineRefusal.Subscribed),
        new("Abonne@EX.example;;;;;01/02/2026;oui", Refusal: LineRefusal.Duplicate),
        new("attente@ex.example;;;;;01/02/2026;oui", Refusal: LineRefusal.Pending),
        new("parti@ex.example;;;;;01/02/2026;oui", Refusal: LineRefusal.Unsubscribed),
        new("revenu@ex.example;;;;;01/02/2026;oui", Refusal: LineRefusal.Bounced),
        new("plainte@ex.example;;;;;01/02/2026;oui", Refusal: LineRefusal.Complained),
        new("efface@ex.example;;;;;01/02/2026;oui", Refusal: LineRefusal.Erased),
        new("jamais@ex.example;;;;;01/02/2026;oui", Refusal: LineRefusal.Suppressed),
        new("mort@ex.example;;;;;01/02/2026;oui", Refusal: LineRefusal.Bounced),
    ];
}
