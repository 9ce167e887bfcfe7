using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Settings;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Core.Storage;

public static class StoredSettings
{
    /// <summary>What the network says about itself; its defaults where nobody has said anything yet.</summary>
    public static async Task<NewsletterSettings> NewsletterSettingsAsync(this NewsletterContext db, CancellationToken cancellation) =>
        await db.Settings.AsNoTracking().SingleOrDefaultAsync(cancellation) ?? new NewsletterSettings();
}
