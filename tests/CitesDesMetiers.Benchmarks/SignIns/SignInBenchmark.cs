using System.CommandLine;
using System.Globalization;
using System.Net;
using System.Text.Json;
using CitesDesMetiers.Benchmarks.SignUps;
using CitesDesMetiers.BrowserTests;
using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Benchmarks.SignIns;

/// <summary><c>signin</c>: whether the time of a refused sign-in tells whether an account exists, is invited or is blocked.</summary>
internal static class SignInBenchmark
{
    private const int Tries = 200;

    public static Command Create()
    {
        var command = new Command("signin", "Refused sign-ins of four kinds of accounts compared, 200 tries each, one after the other.");
        command.SetAction(async (_, _) =>
        {
            var measured = await CompareAsync();
            foreach (var figures in measured)
            {
                Console.WriteLine(
                    string.Create(CultureInfo.InvariantCulture, $"{figures.Name,-8} median {figures.Median,7:F2} ms, 95 % {figures.P95,7:F2} ms"));
            }

            var spread = measured.Max(f => f.Median) / measured.Min(f => f.Median);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"largest median / smallest: {spread:F3}"));
            Console.WriteLine(JsonSerializer.Serialize(new
            {
                benchmark = "signin",
                medianMilliseconds = measured.ToDictionary(f => f.Name, f => Math.Round(f.Median, 2)),
                spread = Math.Round(spread, 3),
            }));
            return 0;
        });
        return command;
    }

    private static async Task<IReadOnlyList<Figures>> CompareAsync()
    {
        await using var site = new SiteProcess { EnvironmentName = "Production" }.With("RateLimits:SignInPerMinute", "1000000");
        await FillAsync(site);
        await site.StartAsync();
        using var sender = new FormSender(site.Url);
        await sender.OpenAsync();
        (string Address, Figures Figures)[] kinds =
        [
            ("connue@mesure.example", new("known")), ("bloquee@mesure.example", new("blocked")), ("invitee@mesure.example", new("invited")),
            ("personne@mesure.example", new("unknown")),
        ];
        for (var i = -20; i < Tries; i++)
        {
            foreach (var (address, figures) in kinds.OrderBy(_ => Random.Shared.Next()))
            {
                // Each from another network: none is held up.
                var (status, time) = await sender.SendAsync("/connexion", address, $"10.0.{i + 20}.1", password: "trois-lampes-vertes");
                if (status is not HttpStatusCode.OK)
                {
                    throw new InvalidOperationException($"The sign-in of {address} answered {status}.");
                }

                if (i >= 0)
                {
                    figures.Add(time);
                }
            }
        }

        return [.. kinds.Select(k => k.Figures)];
    }

    private static async Task FillAsync(SiteProcess site)
    {
        var options = new DbContextOptionsBuilder<NewsletterContext>();
        DatabaseProvider.Sqlite.Configure(options, site.Database);
        await using var db = new NewsletterContext(options.Options);
        await db.Database.MigrateAsync();
        db.AddRange(Account("connue", isInvited: false), Account("invitee", isInvited: true));
        var blocked = Account("bloquee", isInvited: false);
        (blocked.LockoutEnabled, blocked.LockoutEnd) = (true, User.BlockedUntil);
        db.Add(blocked);
        await db.SaveChangesAsync();
    }

    private static User Account(string name, bool isInvited)
    {
        var user = new User($"{name}@mesure.example", name, Role.Editor)
        {
            NormalizedEmail = $"{name}@mesure.example".ToUpperInvariant(),
            NormalizedUserName = $"{name}@mesure.example".ToUpperInvariant(),
            SecurityStamp = Guid.NewGuid().ToString(),
        };
        user.PasswordHash = isInvited ? null : new PasswordHasher<User>().HashPassword(user, "quatre-tuiles-bleues");
        return user;
    }
}
