using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Core.Sending;
using CitesDesMetiers.Core.Subscribers;
using CitesDesMetiers.Core.Values;
using CitesDesMetiers.Sending.Dispatches;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Tests.App;

/// <summary>An issue, its edition and its readers, made as the product makes them.</summary>
public static class SampleNewsletter
{
    public const string Subject = "Œuvre d’été : la Cité des métiers d’Orléans";

    public const string Html = $"""
        <!DOCTYPE html>
        <html lang="fr"><head><meta charset="utf-8"><title>InfoLettre</title></head>
        <body><p>Bonjour à tous, voici l’été…</p>
        <p>.</p>
        .point en tête de ligne
        <p><a href="https://lettre.example/desinscription/{RecipientMarks.Token}">Se désinscrire</a></p></body></html>
        """;

    public const string Text = $"""
        Bonjour à tous, voici l’été…
        .
        ..deux points
        From here on

        Se désinscrire : https://lettre.example/desinscription/{RecipientMarks.Token}
        """;

    public static EditionContent Content(string subject = Subject) =>
        new()
        {
            Number = 12,
            Date = new DateOnly(2026, 7, 1),
            Language = "fr",
            Subject = subject,
            Preheader = "Le réseau se retrouve à Orléans à la fin du mois de juin.",
            NewsletterName = "InfoLettre",
            NetworkName = "Réseau international des Cités des métiers",
            PublisherName = "Réseau international des Cités des métiers",
            PublisherAddress = "30 avenue Corentin-Cariou, 75019 Paris",
            Editorial = new EditionEditorial(null, "<p>Bonjour à tous.</p>", null, null, null),
            ContactAddress = "contact@reseau.example",
        };

    public static async Task<Edition> EditionAsync(NewsletterContext db, string subject = Subject, string html = Html, string text = Text)
    {
        var issue = new Issue(await db.Issues.CountAsync() + 1, new DateOnly(2026, 7, 1));
        db.Issues.Add(issue);
        await db.SaveChangesAsync();
        return new Edition(issue, "numero-" + issue.Number, Content(subject), html, text, DateTime.UtcNow);
    }

    public static Subscriber Reader(string address, AddressKeys keys, bool confirmed = true)
    {
        var email = EmailAddress.Parse(address);
        var subscriber = new Subscriber(email, keys.KeyOf(email), "fr", null, DateTime.UtcNow);
        subscriber.AskToConfirm(new byte[32], Consent(ConsentKind.Requested, email));
        if (confirmed)
        {
            subscriber.Confirm(Consent(ConsentKind.Confirmed, email));
        }

        return subscriber;
    }

    public static async Task<int> DispatchAsync(
        NewsletterContext db, Dispatching dispatching, AddressKeys keys, int subscribers, Action<Dispatch>? before = null, string subject = Subject,
        string html = Html, string text = Text)
    {
        var known = await db.Subscribers.CountAsync();
        db.Subscribers.AddRange(Enumerable.Range(known + 1, Math.Max(0, subscribers - known)).Select(i => Reader($"lecteur{i}@example.org", keys)));
        await db.SaveChangesAsync();
        var edition = await EditionAsync(db, subject, html, text);
        return await db.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            db.Editions.Add(edition);
            var started = await dispatching.StartAsync(db, edition, Audience.Everyone, default);
            before?.Invoke(started.Dispatch);
            await db.SaveChangesAsync();
            await transaction.CommitAsync();
            Assert.Equal(subscribers, started.Recipients);
            return started.Dispatch.Id;
        });
    }

    private static ConsentEvent Consent(ConsentKind kind, EmailAddress address) =>
        new(kind, ConsentSource.Import, DateTime.UtcNow, address.Value, "fr", "Essai", "1", "1");
}
