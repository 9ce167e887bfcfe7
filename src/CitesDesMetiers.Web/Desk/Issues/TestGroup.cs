using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Settings;
using CitesDesMetiers.Core.Values;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Desk.Issues;

/// <summary>The addresses kept for the tests of all issues.</summary>
internal static class TestGroup
{
    public static Task<string?> ReadAsync(NewsletterContext db, CancellationToken cancellation) =>
        db.Settings.Select(s => s.TestAddresses).SingleOrDefaultAsync(cancellation);

    /// <summary>
    /// Stores the group without a new version of the settings: somebody who edits them meanwhile has no conflict, and no page for readers changes.
    /// </summary>
    public static async Task KeepAsync(NewsletterContext db, IReadOnlyList<EmailAddress> addresses, CancellationToken cancellation)
    {
        var lines = string.Join('\n', addresses.Select(a => a.Value));
        if (await db.Settings.ExecuteUpdateAsync(s => s.SetProperty(x => x.TestAddresses, lines), cancellation) == 0)
        {
            var settings = new NewsletterSettings();
            settings.KeepTestAddresses(lines);
            db.Add(settings);
            await db.SaveChangesAsync(cancellation);
        }
    }
}
