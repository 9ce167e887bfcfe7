using CitesDesMetiers.Core.Auditing;
using CitesDesMetiers.Core.Cites;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.News;
using CitesDesMetiers.Core.Sending;
using CitesDesMetiers.Core.Storage;
using CitesDesMetiers.Core.Subscribers;
using CitesDesMetiers.Core.Values;
using CitesDesMetiers.Sending.Dispatches;
using CitesDesMetiers.Sending.Personal;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Tests.Newsletter.Subscribers.Imports;
using CitesDesMetiers.Web.Newsletter.Subscribers;
using CitesDesMetiers.Web.Platform.Auditing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CitesDesMetiers.Tests.Newsletter.Subscribers;

/// <summary>Erasure leaves the key of the address and nothing else, and what an older copy of the database brings back goes again.</summary>
public sealed class ErasureTests : IAsyncLifetime
{
    private const string Address = "Jeanne.Dupont+lettre@cité.example";
    private readonly SiteFactory site = new();
    private int reader;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        reader = await site.AddReaderAsync(Address);
        await site.AddReaderAsync("voisine@lecteurs.example");
    }

    [Fact]
    public async Task Nothing_that_names_the_person_is_left_anywhere_in_the_database()
    {
        await AppearEverywhereAsync();
        var (publicId, key) = (
            await site.WithDatabaseAsync(db => db.Subscribers.Where(s => s.Id == reader).Select(s => s.PublicId).SingleAsync(Cancel)),
            await KeyAsync());
        var before = await site.WithDatabaseAsync(RowsAsync);
        Assert.Equal(["ConsentEvents", "Deliveries", "ImportLines", "MailedNews", "Subscribers"], TablesWith(before, "dupont"));
        Assert.Equal(["OutgoingMails", "SentMails", "Subscribers"], TablesWith(before, $"{publicId}"));
        Assert.Equal(["ImportLines", "MailedNews", "Releases", "SentMails", "Subscribers"], TablesWith(before, key));

        // A new table that refers to subscribers has to be filled in AppearEverywhereAsync.
        Assert.Equal(
            await site.WithDatabaseAsync(db => Task.FromResult(References(db).Select(r => r.Table).Distinct().Order(StringComparer.Ordinal))),
            await ReferringTablesAsync());

        Assert.True(await EraseAsync());

        var after = await site.WithDatabaseAsync(RowsAsync);
        Assert.Empty(TablesWith(after, "dupont"));
        Assert.Equal(["Subscribers"], TablesWith(after, $"{publicId}"));
        Assert.Equal(["Suppressions"], TablesWith(after, key));
        Assert.Equal(["Deliveries"], await ReferringTablesAsync());
        await site.WithDatabaseAsync(async db =>
        {
            Assert.Equal(2, await db.ConsentEvents.CountAsync());
            Assert.Empty(await db.OutgoingMails.ToListAsync());
            var suppression = await db.Suppressions.SingleAsync();
            Assert.Equal((await KeyAsync(), SuppressionReason.Erasure), (suppression.AddressKey, suppression.Reason));
            Assert.Equal("Essai", await db.AuditEntries.Where(e => e.Action == AuditAction.SubscriberErased).Select(e => e.ByName).SingleAsync());
        });
        Assert.False(await EraseAsync());
    }

    [Fact]
    public async Task The_files_do_not_name_the_person_either()
    {
        await AppearEverywhereAsync();
        Directory.CreateDirectory(site.Outbox);
        var mail = Path.Combine(site.Outbox, "20260504-100000-0000000-abc.eml");
        await File.WriteAllTextAsync(mail, $"To: {Address}\r\nSubject: Essai\r\n\r\nBonjour\r\n", Cancel);
        Assert.NotEmpty(FilesWith("dupont"));

        Assert.True(await EraseAsync());

        Assert.Empty(FilesWith("dupont"));
        Assert.NotEmpty(FilesWith("voisine@lecteurs.example"));
    }

    [Fact]
    public async Task Past_deliveries_still_add_up_and_say_nothing_of_the_person()
    {
        var dispatch = await QueueAsync();
        await site.WithDatabaseAsync(db => db.Deliveries.Where(d => d.SubscriberId == reader).ExecuteUpdateAsync(
            set =>
                set.SetProperty(d => d.State, DeliveryState.Failed)
                    .SetProperty(d => d.LastReply, "550 5.1.1 <jeanne.dupont@x.example> unknown"), Cancel));

        await EraseAsync();

        var deliveries = await site.WithDatabaseAsync(db => db.Deliveries.Where(d => d.DispatchId == dispatch).ToListAsync(Cancel));
        Assert.Equal(2, deliveries.Count);
        Assert.Contains(deliveries, d => d.SubscriberId == reader && d is { State: DeliveryState.Failed, LastReply: null, Domain: "" });
    }

    [Fact]
    public async Task Whoever_is_erased_in_the_middle_of_a_dispatch_gets_nothing_after_that()
    {
        await QueueAsync(run: false);
        await EraseAsync();

        await site.WithDatabaseAsync(db => db.Dispatches.ExecuteUpdateAsync(set => set.SetProperty(d => d.State, DispatchState.Running), Cancel));
        site.Services.GetRequiredService<Dispatching>().Wake();

        await Eventually.TrueAsync(
            () => site.WithDatabaseAsync(db => db.Dispatches.AllAsync(d => d.State == DispatchState.Completed, Cancel)), "the dispatch is over");

        var deliveries = await site.WithDatabaseAsync(db => db.Deliveries.OrderBy(d => d.SubscriberId).ToListAsync(Cancel));
        Assert.Equal([DeliveryState.Suppressed, DeliveryState.Sent], deliveries.Select(d => d.State));
        Assert.Single(Directory.GetFiles(site.Folder, "*.eml", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task An_older_copy_of_the_database_that_is_put_back_is_erased_anew()
    {
        await EraseAsync();
        await site.WithDatabaseAsync(db => db.Suppressions.ExecuteDeleteAsync(Cancel));
        var again = await site.AddReaderAsync(Address);

        Assert.Equal(1, await ReplayAsync());

        Assert.Equal(
            SubscriberState.Erased,
            await site.WithDatabaseAsync(db => db.Subscribers.Where(s => s.Id == again).Select(s => s.State).SingleAsync(Cancel)));
        Assert.Equal(0, await ReplayAsync());
        Assert.Equal(1, await site.WithDatabaseAsync(db => db.Subscribers.CountAsync(s => s.State == SubscriberState.Confirmed, Cancel)));
    }

    [Fact]
    public async Task Whoever_subscribes_again_after_their_erasure_stays()
    {
        await EraseAsync();
        await site.AddReaderAsync(Address, DateTime.UtcNow.AddMinutes(1));

        Assert.Equal(0, await ReplayAsync());
    }

    [Fact]
    public async Task Whoever_moves_to_an_address_that_was_once_erased_stays()
    {
        await EraseAsync();
        var to = EmailAddress.Parse(Address);
        var key = await KeyAsync();
        await site.WithDatabaseAsync(async db =>
        {
            var neighbour = await db.Subscribers.SingleAsync(s => s.State == SubscriberState.Confirmed);
            neighbour.AskToMove(to, [1], DateTime.UtcNow);
            neighbour.Move(key, Readers.Proof(ConsentKind.AddressChanged, to, DateTime.UtcNow.AddMinutes(1)));
            await db.SaveChangesAsync();
        });

        Assert.Equal(0, await ReplayAsync());
    }

    [Fact]
    public async Task The_journal_of_erasures_names_nobody_and_survives_a_cut_line()
    {
        await EraseAsync();
        var journal = site.Services.GetRequiredService<ErasureJournal>();
        await File.AppendAllTextAsync(journal.Path, "2026-11-2", Cancel);

        Assert.DoesNotContain("dupont", await File.ReadAllTextAsync(journal.Path, Cancel), StringComparison.OrdinalIgnoreCase);
        Assert.Equal(await KeyAsync(), Assert.Single(await journal.ReadAsync(Cancel)).AddressKey);
    }

    public ValueTask DisposeAsync() => site.DisposeAsync();

    private async Task<string> KeyAsync() =>
        (await site.Services.GetRequiredService<AddressKeyStore>().GetAsync(Cancel)).KeyOf(EmailAddress.Parse(Address));

    private async Task<bool> EraseAsync()
    {
        await using var scope = site.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<Erasure>().EraseAsync(reader, new AuditPerson(null, "Essai"), Cancel);
    }

    private async Task<int> ReplayAsync()
    {
        await using var scope = site.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<Erasure>().ReplayAsync(Cancel);
    }

    private Task<int> QueueAsync(bool run = false) =>
        site.WithDatabaseAsync(db => db.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            var edition = Editions.Of(5);
            db.Add(edition.Issue);
            await db.SaveChangesAsync();
            var started = await site.Services.GetRequiredService<Dispatching>().StartAsync(db, edition.Freeze(), Audience.Everyone, Cancel);
            if (!run)
            {
                started.Dispatch.Pause(null);
                await db.SaveChangesAsync();
            }

            await transaction.CommitAsync();
            return started.Dispatch.Id;
        }));

    /// <summary>Puts the person into every table that may name them.</summary>
    private async Task AppearEverywhereAsync()
    {
        await site.WithDatabaseAsync(async db =>
        {
            var subscriber = await db.Subscribers.SingleAsync(s => s.Id == reader);
            subscriber.Prefer("fr", null, [new Theme("Orientation", "orientation")], Frequency.EachIssue);
            site.Services.GetRequiredService<TransactionalMailer>()
                .Enqueue(db, EmailAddress.Parse(Address), "Objet", "<p>Bonjour</p>", "Bonjour", MailOwner.Of(subscriber));
            db.OutgoingMails.Local.Single().PutBack(DateTime.UtcNow.AddDays(1));
            db.Add(new SentMail(1, null, subscriber.PublicId, subscriber.AddressKey, DateTime.UtcNow));
            db.Add(
                new Release(
                    new Suppression(subscriber.AddressKey, SuppressionReason.Complaint, DateTime.UtcNow),
                    1,
                    "Essai",
                    "Une erreur.",
                    DateTime.UtcNow));
            var cite = new Cite("Cité de Charleroi", "charleroi");
            cite.Describe("Charleroi", null, "BE", "Europe/Brussels", LabelState.Labelled, null, null);
            db.Add(cite);
            await db.SaveChangesAsync();
            var mail = new MailedNews(new byte[MailedNews.DigestLength], cite.Id, DateTime.UtcNow);
            mail.Wait(MailDoubt.UnknownSender, EmailAddress.Parse(Address), subscriber.AddressKey, "Jeanne Dupont", "Titre", "Texte", null, []);
            db.Add(mail);
            await db.SaveChangesAsync();
        });

        await QueueAsync();
        await site.WithDatabaseAsync(async db =>
        {
            await db.Deliveries.Where(d => d.SubscriberId == reader)
                .ExecuteUpdateAsync(set => set.SetProperty(d => d.LastReply, "550 5.1.1 <jeanne.dupont@x.example> unknown"));
            db.Add(
                new ReturnedMail(
                    ReturnKind.Failure,
                    reader,
                    await db.Deliveries.Where(d => d.SubscriberId == reader).Select(d => d.Id).SingleAsync(),
                    null,
                    "5.1.1",
                    new byte[32],
                    DateTime.UtcNow));
            await db.SaveChangesAsync();
        });

        using var imports = await ImportDesk.OpenAsync(site);
        await imports.CheckAsync(ImportDesk.Utf8($"adresse;nom\n{Address};Jeanne Dupont\nvoisin@lecteurs.example;Voisin\n"));
        await imports.UploadAsync(ImportDesk.Utf8($"adresse\n{EmailAddress.Parse(Address)}\n"));
    }

    /// <summary>Every row of every table of the model, as text.</summary>
    private static async Task<ILookup<string, string>> RowsAsync(NewsletterContext db)
    {
        List<(string Table, string Row)> rows = [];
        foreach (var table in db.Model.GetRelationalModel().Tables.Select(t => t.Name))
        {
            await foreach (var row in ReadAsync(db, $"SELECT * FROM \"{table}\""))
            {
                rows.Add((table, string.Join('|', row.Select(v => v is byte[] bytes ? System.Text.Encoding.UTF8.GetString(bytes) : $"{v}"))));
            }
        }

        return rows.ToLookup(r => r.Table, r => r.Row);
    }

    private static IEnumerable<string> TablesWith(ILookup<string, string> rows, string text) =>
        rows.Where(t => t.Any(row => row.Contains(text, StringComparison.OrdinalIgnoreCase))).Select(t => t.Key).Order(StringComparer.Ordinal);

    /// <summary>The foreign keys to subscribers.</summary>
    private static List<(string Table, string Column)> References(NewsletterContext db) =>
        [.. db.Model.GetRelationalModel().Tables.SelectMany(t => t.ForeignKeyConstraints)
            .Where(f => f.PrincipalTable.Name == "Subscribers").Select(f => (f.Table.Name, f.Columns.Single().Name))];

    /// <summary>The tables with a row that refers to the person.</summary>
    private Task<List<string>> ReferringTablesAsync() =>
        site.WithDatabaseAsync(async db =>
        {
            List<string> referring = [];
            foreach (var (table, column) in References(db))
            {
                await foreach (var _ in ReadAsync(db, $"SELECT 1 FROM \"{table}\" WHERE \"{column}\" = {reader}"))
                {
                    referring.Add(table);
                }
            }

            return referring.Distinct().Order(StringComparer.Ordinal).ToList();
        });

    /// <summary>Reads past Entity Framework, whose filters hide rows.</summary>
    private static async IAsyncEnumerable<object[]> ReadAsync(NewsletterContext db, string query)
    {
        await db.Database.OpenConnectionAsync(Cancel);
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = query;
        await using var reader = await command.ExecuteReaderAsync(Cancel);
        while (await reader.ReadAsync(Cancel))
        {
            var values = new object[reader.FieldCount];
            reader.GetValues(values);
            yield return values;
        }
    }

    /// <summary>The files of the site that contain a text, in whatever case.</summary>
    private List<string> FilesWith(string text) =>
        [
            .. Directory.EnumerateFiles(site.Folder, "*", SearchOption.AllDirectories).Where(file =>
            {
                using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
                using var copy = new MemoryStream();
                stream.CopyTo(copy);
                return System.Text.Encoding.Latin1.GetString(copy.ToArray()).Contains(text, StringComparison.OrdinalIgnoreCase);
            }),
        ];
}
