using System.Data.Common;
using CitesDesMetiers.Core.Auditing;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Sending;
using CitesDesMetiers.Core.Storage;
using CitesDesMetiers.Core.Subscribers;
using CitesDesMetiers.Core.Subscribers.Imports;
using CitesDesMetiers.Core.Values;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Web.Newsletter.Subscribers.Imports;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace CitesDesMetiers.Tests.Newsletter.Subscribers.Imports;

/// <summary>An import happens once and whole, whatever stops it, whoever presses twice; and is taken back as a whole.</summary>
public sealed class ImportStepsTests : IAsyncLifetime
{
    private readonly BreakingSite site = new();
    private ImportDesk desk = null!;
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => desk = await ImportDesk.OpenAsync(site);

    [Fact]
    public async Task Stopped_within_its_transaction_an_import_leaves_nobody_subscribed_and_is_taken_up_again()
    {
        var import = await desk.CheckAsync(People(500));
        site.Break.At = "INSERT INTO \"ConsentEvents\"";

        await desk.Client.SubmitAsync($"{ImportDesk.Path}/{import.Id}", [], "lancement");
        await site.Break.Happened.Task.WaitAsync(TimeSpan.FromMinutes(3), Cancel);

        Assert.Equal(0, await CountAsync());
        await UntilAsync(i => i.LeaseId == null, import.Id);
        Assert.Equal(ImportState.Importing, (await ReadAsync(import.Id)).State);

        site.Break.At = null;
        site.Services.GetRequiredService<ImportSignal>().Wake();
        Assert.Equal(500, (await desk.RestAsync(import.Id)).Imported);
        Assert.Equal((500, 500), (await CountAsync(), await site.WithDatabaseAsync(db => db.ConsentEvents.CountAsync(Cancel))));
        Assert.Equal(1, await site.WithDatabaseAsync(db => db.AuditEntries.CountAsync(e => e.Action == AuditAction.SubscribersImported, Cancel)));
    }

    [Fact]
    public async Task An_import_whose_answer_was_lost_happened_once()
    {
        var import = await desk.CheckAsync(People(50));
        site.Break.LosesCommitOf = AuditAction.SubscribersImported;

        var done = await desk.StepAsync(import.Id, "lancement");

        Assert.Null(site.Break.LosesCommitOf);
        Assert.Equal((ImportState.Done, 50), (done.State, done.Imported));
        Assert.Equal(50, await CountAsync());
        Assert.Equal(1, await site.WithDatabaseAsync(db => db.AuditEntries.CountAsync(e => e.Action == AuditAction.SubscribersImported, Cancel)));
    }

    [Fact]
    public async Task A_dry_run_that_was_stopped_goes_on_where_it_was()
    {
        var id = await desk.UploadAsync(People(5_000));
        site.Break.At = "excluded.\"ConsentAt\"";
        site.Break.After = 1;

        await desk.Client.SubmitAsync(
            $"{ImportDesk.Path}/{id}/colonnes", new() { ["ConsentSource"] = "Salon", ["ConsentOn"] = "2026-01-15" }, "/colonnes");
        await site.Break.Happened.Task.WaitAsync(TimeSpan.FromMinutes(3), Cancel);
        await UntilAsync(i => i.LeaseId == null, id);
        Assert.InRange((await ReadAsync(id)).CheckedTo, 1, 4_999);

        site.Break.At = null;
        site.Services.GetRequiredService<ImportSignal>().Wake();
        Assert.Equal((5_000, 0), (await desk.RestAsync(id)) is var done ? (done.Accepted, done.Refused) : default);
    }

    [Fact]
    public async Task What_an_instance_that_died_had_in_hand_is_taken_up_when_its_lease_ends()
    {
        var import = await desk.CheckAsync(People(10));
        var until = site.Clock.Now.AddMinutes(2);
        await site.WithDatabaseAsync(db => db.SubscriberImports.ExecuteUpdateAsync(
            set =>
                set.SetProperty(i => i.State, ImportState.Importing).SetProperty(i => i.LeaseId, Guid.NewGuid())
                    .SetProperty(i => i.LeasedUntil, until), Cancel));

        // The worker takes the oldest import it may: once it has checked this one, it has passed over the other.
        await desk.CheckAsync(ImportDesk.Utf8("Courriel\nautre@ex.example\n"));
        Assert.Equal((0, ImportState.Importing), (await CountAsync(), (await ReadAsync(import.Id)).State));

        site.Clock.Now = until.AddSeconds(1);
        site.Services.GetRequiredService<ImportSignal>().Wake();
        Assert.Equal(10, (await desk.RestAsync(import.Id)).Imported);
    }

    [Fact]
    public async Task Pressed_twice_an_import_happens_once()
    {
        var import = await desk.CheckAsync(People(200));
        var page = await desk.Client.GetAsync($"{ImportDesk.Path}/{import.Id}");

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => desk.Client.SendAsync(page, "", [], "lancement")));

        Assert.Equal(200, (await desk.RestAsync(import.Id)).Imported);
        Assert.Equal(200, await CountAsync());
        Assert.Equal(1, await site.WithDatabaseAsync(db => db.AuditEntries.CountAsync(e => e.Action == AuditAction.SubscribersImported, Cancel)));
    }

    [Fact]
    public async Task Who_subscribed_or_was_suppressed_since_the_dry_run_is_not_imported()
    {
        var import = await desk.CheckAsync(People(10));
        await KnowAsync("p3@ex.example", SubscriberState.Unsubscribed);
        var keys = await site.Services.GetRequiredService<AddressKeyStore>().GetAsync(Cancel);
        await site.WithDatabaseAsync(db =>
        {
            db.Add(new Suppression(keys.KeyOf(EmailAddress.Parse("p4@ex.example")), SuppressionReason.Erasure, site.Clock.Now));
            return db.SaveChangesAsync(Cancel);
        });

        var done = await desk.StepAsync(import.Id, "lancement");

        Assert.Equal((8, 2), (done.Imported, done.Refused));
        Assert.Equal(1, done.Refusals[LineRefusal.Unsubscribed]);
        Assert.Equal(1, done.Refusals[LineRefusal.Erased]);
    }

    [Fact]
    public async Task Undoing_takes_away_who_came_and_leaves_those_who_acted_since()
    {
        await KnowAsync("avant@ex.example", SubscriberState.Confirmed);
        var import = await desk.ImportAsync(People(20));
        await site.WithDatabaseAsync(async db =>
        {
            var active = await db.Subscribers.SingleAsync(s => s.NormalisedAddress == "p5@ex.example", Cancel);
            active.Unsubscribe(new ConsentEvent(ConsentKind.Withdrawn, ConsentSource.OneClick, site.Clock.Now, active.Address, "fr", "…", "1", "1"));
            return await db.SaveChangesAsync(Cancel);
        });

        var undone = await desk.UndoAsync(import.Id);

        Assert.Equal((ImportState.Undone, 19, 1), (undone.State, undone.Removed, undone.Kept));
        var left = await site.WithDatabaseAsync(
            db => db.Subscribers.OrderBy(s => s.Id).Select(s => s.NormalisedAddress + " " + s.State).ToListAsync(Cancel));
        Assert.Equal(["avant@ex.example Confirmed", "p5@ex.example Unsubscribed"], left);
        Assert.Equal(1, await site.WithDatabaseAsync(db => db.AuditEntries.CountAsync(e => e.Action == AuditAction.ImportUndone, Cancel)));
    }

    [Fact]
    public async Task Undoing_leaves_who_has_asked_to_change_their_address()
    {
        var import = await desk.ImportAsync(People(3));
        await site.WithDatabaseAsync(async db =>
        {
            (await db.Subscribers.SingleAsync(s => s.NormalisedAddress == "p1@ex.example", Cancel)).AskToMove(
                EmailAddress.Parse("ailleurs@ex.example"), [1], site.Clock.Now);
            return await db.SaveChangesAsync(Cancel);
        });

        var undone = await desk.UndoAsync(import.Id);

        Assert.Equal((2, 1), (undone.Removed, undone.Kept));
        Assert.Equal(
            ("p1@ex.example", "ailleurs@ex.example"),
            await site.WithDatabaseAsync(
                async db => await db.Subscribers.SingleAsync(Cancel) is var left ? (left.NormalisedAddress, left.NewAddress) : default));
    }

    [Theory]
    [InlineData(false, SubscriberState.Confirmed)]
    [InlineData(true, SubscriberState.Unsubscribed)]
    public async Task Undoing_keeps_who_was_written_to_and_stops_their_mails_only_where_that_is_wished(bool stops, SubscriberState state)
    {
        var import = await desk.ImportAsync(People(3));
        await site.WithDatabaseAsync(async db =>
        {
            var edition = Editions.Of(9);
            db.Add(edition.Issue);
            await db.SaveChangesAsync(Cancel);
            var dispatch = new Dispatch(edition.Freeze(), site.Clock.Now);
            dispatch.Pause(null);
            db.Add(dispatch);
            await db.SaveChangesAsync(Cancel);
            await db.Database.ExecuteSqlRawAsync(
                DatabaseProvider.Of(db.Database).QueueDeliveries,
                [dispatch.Id, site.Clock.Now, "lettre.example", .. Audience.Everyone.Parameters(DateOnly.FromDateTime(site.Clock.Now))], Cancel);
            return await db.Deliveries.Where(d => d.Subscriber.NormalisedAddress != "p1@ex.example").ExecuteDeleteAsync(Cancel);
        });

        var undone = await desk.UndoAsync(import.Id, stops);

        Assert.Equal((2, stops ? 1 : 0, stops ? 0 : 1), (undone.Removed, undone.Stopped, undone.Kept));
        var left = await site.WithDatabaseAsync(db => db.Subscribers.SingleAsync(Cancel));
        Assert.Equal(("p1@ex.example", state), (left.NormalisedAddress, left.State));
    }

    [Fact]
    public async Task Undoing_keeps_who_has_sent_a_mail_back()
    {
        var import = await desk.ImportAsync(People(3));
        await site.WithDatabaseAsync(async db =>
        {
            var complaining = await db.Subscribers.SingleAsync(s => s.NormalisedAddress == "p1@ex.example", Cancel);
            db.Add(new ReturnedMail(ReturnKind.Complaint, complaining.Id, null, null, null, new byte[32], site.Clock.Now));
            return await db.SaveChangesAsync(Cancel);
        });

        var undone = await desk.UndoAsync(import.Id);

        Assert.Equal((2, 1), (undone.Removed, undone.Kept));
        Assert.Equal(
            "p1@ex.example", await site.WithDatabaseAsync(db => db.ReturnedMails.Select(r => r.Subscriber.NormalisedAddress).SingleAsync(Cancel)));
    }

    [Fact]
    public async Task Undoing_leaves_who_has_asked_for_a_link_to_their_subscription()
    {
        var import = await desk.ImportAsync(People(3));
        await site.WithDatabaseAsync(async db =>
        {
            (await db.Subscribers.SingleAsync(s => s.NormalisedAddress == "p1@ex.example", Cancel)).GrantAccess([1], site.Clock.Now);
            return await db.SaveChangesAsync(Cancel);
        });

        var undone = await desk.UndoAsync(import.Id);

        Assert.Equal((2, 1), (undone.Removed, undone.Kept));
    }

    [Fact]
    public async Task After_thirty_days_what_an_import_that_was_undone_did_is_still_known()
    {
        var import = await desk.ImportAsync(People(2));
        await desk.UndoAsync(import.Id);
        site.Clock.Now = site.Clock.Now.AddDays(31);

        await site.WithDatabaseAsync(db => ImportPurge.RunAsync(db, site.Clock.Now, Cancel));

        var kept = await ReadAsync(import.Id);
        Assert.Equal((ImportState.Undone, 2), (kept.State, kept.Removed));
        Assert.NotNull(kept.PurgedAt);
    }

    [Fact]
    public async Task After_thirty_days_an_import_is_not_undone_and_its_lines_are_erased()
    {
        var import = await desk.ImportAsync(People(5));
        site.Clock.Now = site.Clock.Now.AddDays(31);

        await site.WithDatabaseAsync(db => ImportPurge.RunAsync(db, site.Clock.Now, Cancel));

        Assert.Equal(0, await site.WithDatabaseAsync(db => db.ImportLines.CountAsync(Cancel)));
        var kept = await ReadAsync(import.Id);
        Assert.Equal((5, ImportState.Done), (kept.Imported, kept.State));
        Assert.NotNull(kept.PurgedAt);
        Assert.False(kept.MayUndo(site.Clock.Now));
        Assert.Equal(5, await CountAsync());
    }

    [Fact]
    public async Task An_import_given_up_leaves_no_line()
    {
        var import = await desk.CheckAsync(People(5));

        await desk.Client.PressAsync($"{ImportDesk.Path}/{import.Id}", "/abandon");

        Assert.Equal(
            (0, 0, 0),
            await site.WithDatabaseAsync(
                async db => (
                    await db.SubscriberImports.CountAsync(Cancel),
                    await db.ImportLines.CountAsync(Cancel),
                    await db.Subscribers.CountAsync(Cancel))));
    }

    [Fact]
    public async Task Who_is_erased_is_forgotten_in_the_files_that_are_kept()
    {
        await desk.ImportAsync(People(5));
        var keys = await site.Services.GetRequiredService<AddressKeyStore>().GetAsync(Cancel);

        await site.WithDatabaseAsync(db => ImportPurge.ForgetAsync(db, keys.KeyOf(EmailAddress.Parse("p2@ex.example")), "p2@ex.example", Cancel));
        // A line that could not be read has no key.
        await site.WithDatabaseAsync(db => ImportPurge.ForgetAsync(db, "unknown", "p3@ex.example", Cancel));

        Assert.False(await site.WithDatabaseAsync(db => db.ImportLines.AnyAsync(l => l.Cells.Contains("p2@") || l.Address!.Contains("p2@"), Cancel)));
        Assert.False(await site.WithDatabaseAsync(db => db.ImportLines.AnyAsync(l => l.Cells.Contains("p3@"), Cancel)));
    }

    public async ValueTask DisposeAsync()
    {
        desk.Dispose();
        await site.DisposeAsync();
    }

    private static byte[] People(int count) =>
        ImportDesk.Utf8("Courriel\n" + string.Concat(Enumerable.Range(0, count).Select(n => $"p{n}@ex.example\n")));

    private Task<int> CountAsync() => site.WithDatabaseAsync(db => db.Subscribers.CountAsync(Cancel));

    private Task<SubscriberImport> ReadAsync(int id) =>
        site.WithDatabaseAsync(db => db.SubscriberImports.AsNoTracking().SingleAsync(i => i.Id == id, Cancel));

    private Task UntilAsync(Func<SubscriberImport, bool> holds, int id) =>
        Eventually.TrueAsync(async () => holds(await ReadAsync(id)), "the import is as it should be");

    private async Task KnowAsync(string text, SubscriberState state)
    {
        var keys = await site.Services.GetRequiredService<AddressKeyStore>().GetAsync(Cancel);
        await site.WithDatabaseAsync(db =>
        {
            var address = EmailAddress.Parse(text);
            var subscriber = new Subscriber(address, keys.KeyOf(address), "fr", null, site.Clock.Now);
            subscriber.Confirm(new ConsentEvent(ConsentKind.Confirmed, ConsentSource.ConfirmationPage, site.Clock.Now, text, "fr", "…", "1", "1"));
            if (state is SubscriberState.Unsubscribed)
            {
                subscriber.Unsubscribe(new ConsentEvent(ConsentKind.Withdrawn, ConsentSource.OneClick, site.Clock.Now, text, "fr", "…", "1", "1"));
            }

            db.Add(subscriber);
            return db.SaveChangesAsync(Cancel);
        });
    }

    /// <summary>The real application whose database breaks off at a statement that the test names.</summary>
    private sealed class BreakingSite : SiteFactory
    {
        public SetClock Clock { get; } = new(new DateTime(2026, 11, 27, 10, 0, 0, DateTimeKind.Utc));

        public Breaker Break { get; } = new();

        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.ConfigureTestServices(services =>
            {
                services.AddSingleton<TimeProvider>(Clock);
                services.ConfigureDbContext<NewsletterContext>(options => options.AddInterceptors(Break));
            });
        }
    }

    private sealed class Breaker : DbCommandInterceptor, IDbTransactionInterceptor
    {
        /// <summary>The answer of the next commit with this event is lost.</summary>
        public AuditAction? LosesCommitOf { get; set; }

        /// <summary>
        /// Part of the statements that fail, for as long as it is set: a wake-up may still be on its way, so that the worker tries again at once.
        /// </summary>
        public string? At { get; set; }

        /// <summary>How many such statements pass before.</summary>
        public int After { get; set; }

        public TaskCompletionSource Happened { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            if (At is { } at && command.CommandText.Contains(at, StringComparison.Ordinal) && After-- <= 0)
            {
                Happened.TrySetResult();
                throw new OperationCanceledException("As a stop of the site would.");
            }

            return ValueTask.FromResult(result);
        }

        public Task TransactionCommittedAsync(
            DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            if (eventData.Context?.ChangeTracker.Entries<AuditEntry>().Any(e => e.Entity.Action == LosesCommitOf) != true)
            {
                return Task.CompletedTask;
            }

            LosesCommitOf = null;
            throw new TimeoutException("The answer of the commit was lost.");
        }
    }
}
