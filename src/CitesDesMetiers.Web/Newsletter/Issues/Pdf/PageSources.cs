using System.Text;
using System.Text.RegularExpressions;
using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Media;
using CitesDesMetiers.Core.Settings;
using CitesDesMetiers.Web.Platform;
using CitesDesMetiers.Web.Ui.Styles;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Web.Newsletter.Issues.Pdf;

/// <summary>Puts style sheets, fonts and pictures into a page of the site, from the disk and the database instead of over HTTP.</summary>
internal sealed partial class PageSources(
    NewsletterContext db, StyleSheets sheets, FingerprintedFiles files, IWebHostEnvironment environment, IOptions<SiteOptions> site)
{
    public Task<PrintedPage> GatherAsync(string html, CancellationToken cancellation) =>
        PrintedPage.FromAsync(html, path => StyleAsync(path, cancellation), path => PictureAsync(path, cancellation), site.Value.Absolute);

    private async Task<string> StyleAsync(string address, CancellationToken cancellation)
    {
        if (address != sheets.Paper)
        {
            throw new InvalidDataException($"A page on paper links {address}.");
        }

        var style = Encoding.UTF8.GetString(sheets.Find("paper")!.In(encoding: null).Bytes);
        var fonts = new Dictionary<string, string>();
        foreach (var font in FontAddress().Matches(style).Select(m => m.Groups[1].Value).Distinct())
        {
            fonts[font] = $"data:font/woff2;base64,{Convert.ToBase64String(await ReadAsync(files.PathOf(font), cancellation))}";
        }

        return FontAddress().Replace(style, m => $"url(\"{fonts[m.Groups[1].Value]}\")");
    }

    private async Task<byte[]> ReadAsync(string path, CancellationToken cancellation)
    {
        await using var file = environment.WebRootFileProvider.GetFileInfo(path).CreateReadStream();
        using var bytes = new MemoryStream();
        await file.CopyToAsync(bytes, cancellation);
        return bytes.ToArray();
    }

    /// <summary>The size for mails: in a column of 85 mm it prints with more than 300 points an inch.</summary>
    private async Task<string?> PictureAsync(string path, CancellationToken cancellation)
    {
        if (PictureName().Match(path) is not { Success: true } match)
        {
            return null;
        }

        var name = match.Value;
        var picture = await db.MediaVariants.Where(v => v.MediaFile.Hash.StartsWith(name) && v.Size == MediaSize.Mail)
            .Select(v => new { v.ContentType, v.Bytes }).FirstOrDefaultAsync(cancellation);
        return picture is null ? null : $"data:{picture.ContentType};base64,{Convert.ToBase64String(picture.Bytes)}";
    }

    [GeneratedRegex("""url\("([^"]+\.woff2)"\)""")]
    private static partial Regex FontAddress();

    [GeneratedRegex("(?<=^" + PictureAddresses.Root + ")[0-9a-f]{32}")]
    private static partial Regex PictureName();
}
