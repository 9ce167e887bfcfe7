using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Settings;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Core.Storage;

public static class StoredSettings
{
    /// <summary>Gets the settings of the newsletter, or the defaults when none were saved.</summary>
    public static async Task<NewsletterSettings> NewsletterSettingsAsync(this NewsletterContext db, CancellationToken cancellation) =>
        await db.Settings.AsNoTracking().Include(s => s.Logo).SingleOrDefaultAsync(cancellation) ?? new NewsletterSettings();
}
