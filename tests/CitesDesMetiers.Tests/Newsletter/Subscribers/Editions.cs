using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Tests.App;

namespace CitesDesMetiers.Tests.Newsletter.Subscribers;

/// <summary>An edition with next to nothing in it.</summary>
internal sealed record Editions(Issue Issue)
{
    public static Editions Of(int number) => new(new Issue(number, new DateOnly(2026, 11, 27)));

    /// <summary>Once the issue is saved.</summary>
    public Edition Freeze(DateTime? at = null) => new(
        Issue, $"essai-{Issue.Number}",
        new EditionContent
        {
            Number = Issue.Number,
            Date = Issue.Date,
            Language = Issue.Language,
            Subject = "Essai",
            Preheader = "",
            NewsletterName = "InfoLettre",
            NetworkName = "Réseau",
            PublisherName = "Réseau",
            PublisherAddress = "Paris",
            Editorial = new EditionEditorial(null, "", null, null, null),
        },
        "<p>Bonjour</p>", "Bonjour", at ?? Samples.Noon);
}
