using System.Data.Common;
using CitesDesMetiers.Core.Checks;
using CitesDesMetiers.Sending.DomainChecks;
using CitesDesMetiers.Sending.Settings;

namespace CitesDesMetiers.Web.Platform.SystemChecks;

/// <summary>All checks, one after the other; those of the sender domain last, because they wait for the network.</summary>
public sealed class SystemReport(
    DatabaseCheck database, IEnumerable<ISystemCheck> checks, SendingDomain domain, DeskMail mail, TimeProvider clock)
{
    public async Task<CheckReport> RunAsync(CancellationToken cancellation)
    {
        var first = await database.RunAsync(cancellation);
        List<CheckSection> sections = [new(database.Title, database.Meaning, first)];
        if (database.Answers)
        {
            await mail.ReadAsync(database.Db, cancellation);
        }

        foreach (var check in checks.OrderBy(c => c.Title, StringComparer.Ordinal))
        {
            sections.Add(new(check.Title, check.Meaning, await TryAsync(check, cancellation)));
        }

        if (database.Answers)
        {
            sections.AddRange((await domain.ReportAsync(cancellation)).Sections);
        }

        return new(sections, clock.GetUtcNow().UtcDateTime);
    }

    private static async Task<IReadOnlyList<Finding>> TryAsync(ISystemCheck check, CancellationToken cancellation)
    {
        try
        {
            return await check.RunAsync(cancellation);
        }
        catch (DbException)
        {
            return [Finding.NotChecked(check.Title, "la base ne répond pas, ou n’a pas encore ses tables")];
        }
    }
}
