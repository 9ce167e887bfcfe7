using Microsoft.AspNetCore.Hosting.StaticWebAssets;

namespace CitesDesMetiers.Web.Platform;

/// <summary>Finds the settings, styles and scripts of the site when it starts from another folder.</summary>
internal static class SiteFolder
{
    private const string WebRoot = "wwwroot";

    /// <summary>
    /// Arguments that set the content root to the folder of the executable, when the current folder is not that of the site. They come
    /// before the command line, so that its values override them.
    /// </summary>
    public static string[] Arguments =>
        Directory.Exists(WebRoot) || Environment.GetEnvironmentVariable("ASPNETCORE_CONTENTROOT") is not null
            || Environment.GetEnvironmentVariable("DOTNET_CONTENTROOT") is not null
            ? []
            : ["--contentRoot=" + AppContext.BaseDirectory];

    /// <summary>Serves the styles of an unpublished build from the source folders. ASP.NET Core does this in Development only.</summary>
    public static void AddBuiltAssets(this WebApplicationBuilder builder)
    {
        if (!builder.Environment.IsDevelopment())
        {
            StaticWebAssetsLoader.UseStaticWebAssets(builder.Environment, builder.Configuration);
        }
    }

    /// <exception cref="StartRefusedException">The styles are missing, and pages would be served without them.</exception>
    public static void RequireStyles(this WebApplication app)
    {
        if (!app.Environment.WebRootFileProvider.GetDirectoryContents("css").Exists)
        {
            throw new StartRefusedException(
                $"The styles of the site are not in {Path.Combine(app.Environment.ContentRootPath, WebRoot)}: pages would have none. Start the "
                    + "published executable, with the folder wwwroot beside it.");
        }
    }
}
