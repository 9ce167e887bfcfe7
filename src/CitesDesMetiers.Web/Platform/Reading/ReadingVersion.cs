using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Core.Settings;
using CitesDesMetiers.Web.Platform.Database;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace CitesDesMetiers.Web.Platform.Reading;

/// <summary>
/// What all reading pages depend on: the content of the site, the build, the public address, and the day in Paris, because pages show
/// what is to come. It is the ETag of each page, and part of the key under which the page is kept.
/// </summary>
internal sealed class ReadingVersion(
    CurrentVersion current, FingerprintedFiles files, IOptions<SiteOptions> site, TimeProvider clock)
{
    private static readonly object Key = new();

    /// <summary>
    /// Both assemblies: a correction of French typography changes pages without changing this one. And the files: pages name them by
    /// their fingerprints.
    /// </summary>
    private readonly string build = string.Join(
        '|', typeof(ReadingVersion).Module.ModuleVersionId, typeof(NewsletterContext).Module.ModuleVersionId, files.OfAll, site.Value.PublicUrl);

    private volatile Version? last;

    /// <returns>The version that the request reads; null if it is for no reading page or from somebody signed in.</returns>
    public static EntityTagHeaderValue? Of(HttpContext context) => context.Items[Key] as EntityTagHeaderValue;

    public async ValueTask<EntityTagHeaderValue> ReadAsync(HttpContext context)
    {
        var stamp = await current.ReadAsync(context.RequestAborted);
        var today = ParisTime.Today(clock);
        var version = last;
        if (version is null || version.Stamp != stamp || version.Day != today)
        {
            last = version = new Version(stamp, today, TagOf(stamp, today));
        }

        context.Items[Key] = version.Tag;
        return version.Tag;
    }

    /// <summary>Weak (RFC 9110, 8.8.1): the compressed and the plain bytes of a page share it.</summary>
    private EntityTagHeaderValue TagOf(Guid stamp, DateOnly today)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{stamp}|{today:O}|{build}");
        return new($"\"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16]}\"", isWeak: true);
    }

    private sealed record Version(Guid Stamp, DateOnly Day, EntityTagHeaderValue Tag);
}
