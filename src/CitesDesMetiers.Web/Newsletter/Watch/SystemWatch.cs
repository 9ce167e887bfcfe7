using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Checks;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Storage;
using CitesDesMetiers.Web.Platform.SystemChecks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Web.Newsletter.Watch;

/// <summary>
/// Tells the administrators, once, of what the <see cref="SystemReport"/> finds to be mended, and once more when it is over. A problem is told when
/// it is found a second time, so that a moment's failure wakes nobody. Several instances may look at once: the one that changes the row tells.
/// </summary>
internal sealed class SystemWatch(NewsletterContext db, SystemReport system, Notifier notifier, IOptions<WatchOptions> options, TimeProvider clock)
{
    public async Task LookAsync(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var found = (await system.RunAsync(cancellation)).Sections
            .SelectMany(s => s.Findings.Select(f => (Subject: Cut($"{s.Title}, {f.Subject}", SystemProblem.SubjectLength), Finding: f)))
            .DistinctBy(f => f.Subject).ToDictionary(f => f.Subject, f => f.Finding);
        var known = await db.SystemProblems.AsNoTracking().ToListAsync(cancellation);
        foreach (var problem in known)
        {
            // A check that could not be done says nothing either way. What is not checked any more is no problem any more.
            switch (found.GetValueOrDefault(problem.Subject)?.State)
            {
                case CheckState.ToFix:
                    await TellAsync(problem, now, cancellation);
                    break;
                case not CheckState.Unknown:
                    await EndAsync(problem, cancellation);
                    break;
            }
        }

        foreach (var (subject, finding) in found.Where(f => f.Value.State is CheckState.ToFix && known.TrueForAll(p => p.Subject != f.Key)))
        {
            await BeginAsync(new SystemProblem(subject, Cut(finding.Sentence, SystemProblem.SentenceLength), now), cancellation);
        }
    }

    private async Task BeginAsync(SystemProblem problem, CancellationToken cancellation)
    {
        db.Add(problem);
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateException e) when (DatabaseProvider.Of(db.Database).IsUniqueViolation(e))
        {
            // Another instance found it at the same moment.
            db.ChangeTracker.Clear();
        }
    }

    private async Task TellAsync(SystemProblem problem, DateTime now, CancellationToken cancellation)
    {
        // Another instance may look a moment after this one: that is no second time.
        var before = now - (options.Value.Interval / 2);
        if (await db.SystemProblems.Where(p => p.Id == problem.Id && p.ToldAt == null && p.Since <= before)
            .ExecuteUpdateAsync(set => set.SetProperty(p => p.ToldAt, now), cancellation) == 1)
        {
            await SayAsync($"À corriger : {problem.Subject}. {problem.Sentence}", cancellation);
        }
    }

    private async Task EndAsync(SystemProblem problem, CancellationToken cancellation)
    {
        if (await db.SystemProblems.Where(p => p.Id == problem.Id).ExecuteDeleteAsync(cancellation) == 1 && problem.ToldAt is not null)
        {
            await SayAsync($"Réglé : {problem.Subject}.", cancellation);
        }
    }

    private async Task SayAsync(string line, CancellationToken cancellation)
    {
        await notifier.TellAdministratorsAsync(line, DeskAddresses.SystemState, null, cancellation);
        await db.SaveChangesAsync(cancellation);
    }

    /// <summary>One line of at most so many characters.</summary>
    private static string Cut(string text, int length)
    {
        var line = string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c)).Trim();
        return line.Length <= length ? line : line[..(length - 1)].TrimEnd() + "…";
    }
}
