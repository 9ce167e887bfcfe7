using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Media;
using CitesDesMetiers.Web.Ui.Lists;
using Microsoft.AspNetCore.Mvc;

namespace CitesDesMetiers.Web.Desk.Media;

/// <summary>The query of the picture library.</summary>
public class MediaFilter : ListFilter
{
    internal static readonly SortColumns<MediaFile> Columns = new SortColumns<MediaFile>("-date")
        .By("date", m => m.UploadedAt).By("poids", m => m.Variants.Where(v => v.Size == MediaSize.Large).Sum(v => v.Bytes.Length)).ByName("nom");

    /// <summary>"utilisees" or "inutilisees".</summary>
    [FromQuery(Name = "usage")]
    public string? Usage { get; set; }
}

/// <param name="Attached">The number of news items with this picture, deleted ones included.</param>
/// <param name="Bytes">Size of the large variant in bytes.</param>
internal sealed record MediaRow(
    int Id, string Hash, string Extension, string AlternativeText, string? Credit, double FocalX, double FocalY, DateTime UploadedAt, int Bytes,
    int Attached)
{
    public string Name => Hash[..32];

    public string ThumbnailPath => PictureAddresses.Thumbnail(Name, Extension, FocalX, FocalY);
}
