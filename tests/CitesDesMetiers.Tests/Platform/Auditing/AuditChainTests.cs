using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Auditing;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Web.Platform.Auditing;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Tests.Platform.Auditing;

/// <summary>Whoever changes the audit log in the database is found out.</summary>
public sealed class AuditChainTests : IAsyncDisposable
{
    private readonly ClockedSite site = new(Samples.Noon);

    /// <summary>What somebody does in the database after six entries were sealed, and what the check says.</summary>
    private static readonly Dictionary<string, (Func<NewsletterContext, Task> Deed, AuditFault Found)> Deeds = new()
    {
        ["a text altered"] = (
            db => db.AuditEntries.Where(e => e.Id == 3).ExecuteUpdateAsync(s => s.SetProperty(e => e.Subject, "autre")),
            new(AuditFaultKind.Altered, 3)),
        ["a person altered"] = (
            db => db.AuditEntries.Where(e => e.Id == 4).ExecuteUpdateAsync(s => s.SetProperty(e => e.UserId, 1)), new(AuditFaultKind.Altered, 4)),
        ["a value emptied"] = (
            db => db.AuditEntries.Where(e => e.Id == 4).ExecuteUpdateAsync(s => s.SetProperty(e => e.After, (string?)null)),
            new(AuditFaultKind.Altered, 4)),
        ["the date altered"] = (
            db => db.AuditEntries.Where(e => e.Id == 6).ExecuteUpdateAsync(s => s.SetProperty(e => e.At, Samples.Noon.AddTicks(10))),
            new(AuditFaultKind.Altered, 6)),
        ["a seal altered"] = (
            db => db.AuditSeals.Where(s => s.Number == 2).ExecuteUpdateAsync(s => s.SetProperty(x => x.Seal, new byte[32])),
            new(AuditFaultKind.Altered, 2)),
        ["an entry removed in the middle"] = (
            db => db.AuditEntries.Where(e => e.Id == 3).ExecuteDeleteAsync(), new(AuditFaultKind.Removed, 3)),
        ["an entry removed in the middle with its seal"] = (
            async db =>
            {
                await db.AuditEntries.Where(e => e.Id == 3).ExecuteDeleteAsync();
                await db.AuditSeals.Where(s => s.Number == 3).ExecuteDeleteAsync();
            },
            new(AuditFaultKind.Gap, 3)),
        ["entries removed at the end with their seals"] = (
            async db =>
            {
                await db.AuditEntries.Where(e => e.Id >= 5).ExecuteDeleteAsync();
                await db.AuditSeals.Where(s => s.Number >= 5).ExecuteDeleteAsync();
            },
            new(AuditFaultKind.RemovedAtEnd, 5)),
        ["entries removed at the start, as if they were purged"] = (
            async db =>
            {
                await db.AuditEntries.Where(e => e.Id <= 2).ExecuteDeleteAsync();
                await db.AuditSeals.Where(s => s.Number < 2).ExecuteDeleteAsync();
            },
            new(AuditFaultKind.RemovedAtStart, 2)),
        ["entries removed at the start with all their seals"] = (
            async db =>
            {
                await db.AuditEntries.Where(e => e.Id <= 2).ExecuteDeleteAsync();
                await db.AuditSeals.Where(s => s.Number <= 2).ExecuteDeleteAsync();
            },
            new(AuditFaultKind.RemovedAtStart, 1)),
        ["everything removed"] = (
            async db =>
            {
                await db.AuditEntries.ExecuteDeleteAsync();
                await db.AuditSeals.ExecuteDeleteAsync();
            },
            new(AuditFaultKind.RemovedAtEnd, 1)),
        ["the key replaced"] = (
            db => db.AuditChains.ExecuteUpdateAsync(s => s.SetProperty(c => c.Key, new byte[64])), new(AuditFaultKind.KeyLost, 6)),
    };

    public static TheoryData<string> DeedNames => [.. Deeds.Keys];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_log_that_nobody_touched_is_whole_and_says_what_is_not_sealed_yet()
    {
        Assert.Equal((0, 0), (await site.CheckAsync() is var empty ? (empty.Last, empty.Faults.Count) : default));

        await site.LogAsync(6);
        await site.SealAsync();
        await site.LogAsync(2);
        var check = await site.CheckAsync();

        Assert.Empty(check.Faults);
        Assert.Equal((1, 6, 2), (check.First, check.Last, check.Waiting));
        await site.SealAsync();
        Assert.Equal((8, 0), (await site.CheckAsync() is var all ? (all.Last, all.Waiting) : default));
    }

    [Theory]
    [MemberData(nameof(DeedNames))]
    public async Task The_check_finds_it(string deed)
    {
        await site.LogAsync(6);
        await site.SealAsync();

        await site.WithDatabaseAsync(Deeds[deed].Deed);

        Assert.Contains(Deeds[deed].Found, (await site.CheckAsync()).Faults);
        await site.LogAsync(1);
        if (Deeds[deed].Found.Kind is not AuditFaultKind.KeyLost)
        {
            await site.SealAsync();
            Assert.Contains((await site.CheckAsync()).Faults, f => f.Number == Deeds[deed].Found.Number);
        }
    }

    [Fact]
    public async Task A_seal_noted_outside_finds_a_log_that_was_put_back_to_an_earlier_state()
    {
        await site.LogAsync(4);
        await site.SealAsync();
        var earlier = await site.WithDatabaseAsync(db => db.AuditChains.AsNoTracking().SingleAsync(Cancel));
        await site.LogAsync(2);
        await site.SealAsync();
        var noted = await site.CheckAsync();
        var seal = (noted.Last, Convert.FromHexString(noted.Head));
        Assert.Empty((await site.CheckAsync(seal)).Faults);

        await site.WithDatabaseAsync(async db =>
        {
            await db.AuditEntries.Where(e => e.Id > 4).ExecuteDeleteAsync(Cancel);
            await db.AuditSeals.Where(s => s.Number > 4).ExecuteDeleteAsync(Cancel);
            await db.AuditChains.ExecuteUpdateAsync(
                s => s.SetProperty(c => c.Number, earlier.Number).SetProperty(c => c.Seal, earlier.Seal), Cancel);
        });

        Assert.Empty((await site.CheckAsync()).Faults);
        Assert.Equal([new AuditFault(AuditFaultKind.Unexpected, 6)], (await site.CheckAsync(seal)).Faults);
    }

    [Fact]
    public async Task A_purge_removes_the_oldest_is_an_entry_itself_and_leaves_the_chain_whole()
    {
        await site.LogAsync(3);
        await site.SealAsync();
        site.Clock.Now = Samples.Noon.AddDays(300);
        await site.LogAsync(2);
        await site.SealAsync();

        await site.PurgeAsync();
        Assert.Equal(5, (await site.EntriesAsync()).Count);
        site.Clock.Now = Samples.Noon.AddDays(366);
        await site.PurgeAsync();
        await site.PurgeAsync();

        var entries = await site.EntriesAsync();
        Assert.Equal(
            [AuditAction.SettingsChanged, AuditAction.SettingsChanged, AuditAction.LogPurged], entries.Select(e => e.Action));
        Assert.Equal(("Le site", "3 lignes effacées"), (entries[2].ByName, entries[2].After));
        var check = await site.CheckAsync();
        Assert.Empty(check.Faults);
        Assert.Equal((4, 6, 0), (check.First, check.Last, check.Waiting));

        // The next purge removes the entry about this one, and the chain holds again.
        site.Clock.Now = Samples.Noon.AddDays(800);
        await site.PurgeAsync();
        Assert.Empty((await site.CheckAsync()).Faults);
        Assert.Equal([AuditAction.LogPurged], (await site.EntriesAsync()).Select(e => e.Action));
    }

    [Fact]
    public async Task A_forged_entry_about_a_purge_excuses_nothing()
    {
        await site.LogAsync(4);
        await site.SealAsync();
        await site.WithDatabaseAsync(async db =>
        {
            await db.AuditEntries.Where(e => e.Id <= 2).ExecuteDeleteAsync(Cancel);
            await db.AuditSeals.Where(s => s.Number < 2).ExecuteDeleteAsync(Cancel);
        });
        await site.RunAsync<AuditLog>(log => log.WriteAsync(AuditAction.LogPurged, AuditPurge.SubjectOf(2), by: AuditPerson.Site));
        await site.SealAsync();

        Assert.Equal([AuditFaultKind.RemovedAtStart, AuditFaultKind.Forged], (await site.CheckAsync()).Faults.Select(f => f.Kind));
    }

    [Fact]
    public async Task Two_instances_that_seal_at_once_leave_no_gap()
    {
        await site.LogAsync(20);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => site.SealAsync()));
        await site.SealAsync();

        var check = await site.CheckAsync();
        Assert.Empty(check.Faults);
        Assert.Equal((20, 0), (check.Last, check.Waiting));
    }

    [Fact]
    public async Task An_act_does_not_wait_for_sealing_that_cannot_be_done()
    {
        await site.LogAsync(1);
        await site.SealAsync();
        await site.WithDatabaseAsync(db => db.AuditChains.ExecuteUpdateAsync(s => s.SetProperty(c => c.Key, new byte[64]), Cancel));

        using var editor = await DeskClient.SignInAsync(site, Role.Editor);
        await Assert.ThrowsAnyAsync<System.Security.Cryptography.CryptographicException>(site.SealAsync);

        Assert.Single(await site.EntriesAsync(AuditAction.SignedIn));
    }

    [Fact]
    public async Task The_context_neither_changes_nor_deletes_an_entry_or_a_seal()
    {
        await site.LogAsync(1);
        await site.SealAsync();

        await site.WithDatabaseAsync(async db =>
        {
            var entry = await db.AuditEntries.SingleAsync(Cancel);
            entry.Changing("autre", "chose");
            await Assert.ThrowsAsync<InvalidOperationException>(() => db.SaveChangesAsync(Cancel));
            db.ChangeTracker.Clear();
            db.Remove(await db.AuditEntries.SingleAsync(Cancel));
            await Assert.ThrowsAsync<InvalidOperationException>(() => db.SaveChangesAsync(Cancel));
            db.ChangeTracker.Clear();
            db.Remove(await db.AuditSeals.SingleAsync(Cancel));
            await Assert.ThrowsAsync<InvalidOperationException>(() => db.SaveChangesAsync(Cancel));
        });
    }

    public ValueTask DisposeAsync() => site.DisposeAsync();
}
