using System.CommandLine;
using CitesDesMetiers.Core.Auditing;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Sending;
using CitesDesMetiers.Sending.DomainChecks;
using CitesDesMetiers.Sending.Settings;
using CitesDesMetiers.Sending.Signing;
using CitesDesMetiers.Web.Platform.Auditing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Web.Commands;

/// <summary><c>dkim create</c>, <c>dkim list</c>, <c>dkim retire</c>: manage the signing keys and print their DNS records.</summary>
internal static class DkimCommand
{
    private static readonly Option<string> Algorithm = new("--algorithm")
    {
        Description = "rsa, ed25519 or both.",
        DefaultValueFactory = _ => "both",
    };
    private static readonly Option<string?> Selector = new("--selector")
    {
        Description = "Letters, digits and hyphens. Made from the date if omitted.",
    };
    private static readonly Argument<string> Retired = new("selector");

    public static Command Create(string[] args, Func<string[], WebApplication> build)
    {
        Algorithm.AcceptOnlyFromAmong("rsa", "ed25519", "both");
        var create = new Command("create", "Creates keys and prints the DNS records to publish.") { Algorithm, Selector };
        create.SetAction((parsed, cancellation) =>
            RunAsync(
                args, build, (services, db) => CreateAsync(services, db, parsed.GetValue(Algorithm)!, parsed.GetValue(Selector), cancellation),
                cancellation));
        var list = new Command("list", "Prints the keys and their records.");
        list.SetAction((_, cancellation) => RunAsync(args, build, (_, db) => ListAsync(db, cancellation), cancellation));
        var retire = new Command("retire", "Stops signing with a key. Keep its DNS record for another week.") { Retired };
        retire.SetAction((parsed, cancellation) =>
            RunAsync(args, build, (services, db) => RetireAsync(services, db, parsed.GetValue(Retired)!, cancellation), cancellation));
        var command = new Command("dkim", "Manages the keys that sign mails (RFC 6376).") { create, list, retire };
        foreach (var sub in command.Subcommands)
        {
            sub.TreatUnmatchedTokensAsErrors = false;
        }

        return command;
    }

    private static async Task<int> RunAsync(
        string[] args, Func<string[], WebApplication> build, Func<IServiceProvider, NewsletterContext, Task<int>> work,
        CancellationToken cancellation)
    {
        await using var app = build(args);
        await app.Services.PrepareDatabaseAsync(cancellation);
        await using var scope = app.Services.CreateAsyncScope();
        return await work(scope.ServiceProvider, scope.ServiceProvider.GetRequiredService<NewsletterContext>());
    }

    private static async Task<int> CreateAsync(
        IServiceProvider services, NewsletterContext db, string algorithm, string? selector, CancellationToken cancellation)
    {
        var name = selector ?? $"il{services.GetRequiredService<TimeProvider>().GetUtcNow():yyyyMM}";
        if (name.Length > 60 || !name.All(c => char.IsAsciiLetterOrDigit(c) || c == '-'))
        {
            return Refuse("A selector is at most 60 letters, digits and hyphens.");
        }

        var keys = services.GetRequiredService<SigningKeys>();
        var mail = services.GetRequiredService<IOptions<MailOptions>>().Value;
        var domains = new[] { mail.From, mail.TransactionalFrom }.Select(MailOptions.DomainOf).Distinct();
        var made = domains.SelectMany(domain => (DkimKey[])
        [
            .. algorithm is "rsa" or "both" ? [keys.Create(domain, name + "-r", DkimAlgorithm.RsaSha256)] : Array.Empty<DkimKey>(),
            .. algorithm is "ed25519" or "both" ? [keys.Create(domain, name + "-e", DkimAlgorithm.Ed25519Sha256)] : Array.Empty<DkimKey>(),
        ]).ToList();
        db.AddRange(made);
        Audit(services, AuditAction.SigningKeyMade, made);
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateException e) when (DatabaseProvider.Of(db.Database).IsUniqueViolation(e))
        {
            return Refuse($"There is a key under the selector {name} already: choose another with --selector.");
        }

        Console.WriteLine("Publish in the DNS; mails are signed from now on, so do it at once:");
        made.ForEach(k => Console.WriteLine(DkimRecord.Of(k).ZoneLine));
        return 0;
    }

    private static async Task<int> ListAsync(NewsletterContext db, CancellationToken cancellation)
    {
        foreach (var key in await db.DkimKeys.AsNoTracking().OrderBy(k => k.Id).ToListAsync(cancellation))
        {
            Console.WriteLine($"{DkimRecord.Of(key).ZoneLine} ; {(key.RetiredAt is { } end ? $"retired {end:yyyy-MM-dd}" : "signs")}");
        }

        return 0;
    }

    private static async Task<int> RetireAsync(IServiceProvider services, NewsletterContext db, string selector, CancellationToken cancellation)
    {
        var keys = await db.DkimKeys.Where(k => k.Selector == selector).ToListAsync(cancellation);
        if (keys.Count == 0)
        {
            return Refuse($"There is no key under the selector {selector}.");
        }

        keys.ForEach(k => k.Retire(services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime));
        Audit(services, AuditAction.SigningKeyRetired, keys);
        await db.SaveChangesAsync(cancellation);
        return 0;
    }

    private static void Audit(IServiceProvider services, AuditAction action, List<DkimKey> keys) =>
        keys.ForEach(k => services.GetRequiredService<AuditLog>().Add(action, $"{k.Selector}, {k.Domain}", by: AuditPerson.CommandLine));

    private static int Refuse(string message)
    {
        Console.Error.WriteLine(message);
        return 1;
    }
}
