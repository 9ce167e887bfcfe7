using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Media;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Desk.Settings;

/// <summary>The size of a logo in the masthead: 64 pixels high, and less if it would be wider than most of a mail.</summary>
internal static class LogoSize
{
    private const int Height = 64, MaxWidth = 480;

    /// <returns>Pixels; null without a logo.</returns>
    public static async Task<int?> WidthAsync(NewsletterContext db, MediaFile? logo, CancellationToken cancellation) => logo is null
        ? null
        : await db.Set<MediaVariant>().Where(v => v.MediaFileId == logo.Id && v.Size == MediaSize.Mail)
            .Select(v => (int?)Math.Min(MaxWidth, Math.Max(1, Height * v.Width / v.Height))).FirstOrDefaultAsync(cancellation);
}
