using CitesDesMetiers.Documents.Reading;
using CitesDesMetiers.Documents.Understanding;
using CitesDesMetiers.Tests.Architecture;

namespace CitesDesMetiers.Tests.Documents;

/// <summary>Some documents of tests/corpus, and the Cités they name.</summary>
internal static class Corpus
{
    public static readonly DateOnly Today = new(2026, 11, 29);

    public static readonly IReadOnlyList<KnownCite> Cites =
    [
        new("Cité des métiers de Charleroi", "Charleroi", "Hainaut", null, ["charleroi.example"]),
        new("Cité des métiers de Bruxelles", "Bruxelles", "Bruxelles-Capitale", ["Cité des métiers de la Région de Bruxelles"]),
        new("Cité des métiers de Normandie", "Rouen", "Normandie"),
        new("Cité des métiers de Marseille et de Provence-Alpes-Côte d'Azur", "Marseille", "Provence-Alpes-Côte d'Azur"),
        new("Cité des métiers de Seine-et-Marne", "Serris", "Île-de-France"),
        new("Cité des métiers de la région mulhousienne", "Mulhouse", "Grand Est"),
        new("Cité des métiers de La Réunion", "Saint-Denis", "La Réunion", null, ["reunion.example"]),
        new("Cité des métiers de Cascais", "Cascais", "Lisbonne"),
    ];

    public static byte[] Bytes(string name) => File.ReadAllBytes(Path.Combine(Sources.Root, "tests", "corpus", "documents", name));

    public static UnderstoodIssue Understood(string name) => IssueUnderstanding.Of(DocumentReader.Read(Bytes(name)), Cites, name, Today);

    /// <summary>A text as it is understood.</summary>
    public static UnderstoodIssue Read(string text, string fileName = "infolettre.txt") =>
        IssueUnderstanding.Of(DocumentReader.Read(System.Text.Encoding.UTF8.GetBytes(text)), Cites, fileName, Today);
}
