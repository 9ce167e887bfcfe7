using CitesDesMetiers.Core.Media;
using CitesDesMetiers.Web.Content.Pictures;
using Microsoft.AspNetCore.Mvc;

namespace CitesDesMetiers.Web.Ui;

/// <summary>Shows the picture that was uploaded with a refused form. A ticked check box sends it again.</summary>
public class KeptPictureViewComponent(PictureStore pictures) : ViewComponent
{
    /// <param name="name">The <see cref="MediaFile.Name"/>. Nothing is shown if no such picture is stored.</param>
    /// <param name="field">Name of the check box.</param>
    public async Task<IViewComponentResult> InvokeAsync(string? name, string field) =>
        await pictures.FindAsync(name, HttpContext.RequestAborted) is { } media
            ? View("~/Ui/Layout/_KeptPicture.cshtml", new KeptPicture(media, field))
            : Content("");
}

public sealed record KeptPicture(MediaFile Media, string Field);
