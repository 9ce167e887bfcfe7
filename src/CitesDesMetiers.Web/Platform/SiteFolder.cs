using Microsoft.AspNetCore.Hosting.StaticWebAssets;

namespace CitesDesMetiers.Web.Platform;

/// <summary>Where the site finds its settings, its styles and its scripts, whatever folder it is started from.</summary>
internal static class SiteFolder
{
    private const string WebRoot = "wwwroot";

    /// <summary>
    /// The folder of the executable where the current one is not the site's, unless another is asked for. Before the arguments of the
    /// command line, so that theirs count.
    /// </summary>
    public static string[] Arguments =>
        Directory.Exists(WebRoot) || Environment.GetEnvironmentVariable("ASPNETCORE_CONTENTROOT") is not null || Environment.GetEnvironmentVariable("DOTNET_CONTENTROOT") is not null
            ? []
            : ["--contentRoot=" + AppContext.BaseDirectory];

    /// <summary>What was built and not published has its styles in the folders of the sources: ASP.NET Core looks there in Development only.</summary>
    public static void AddBuiltAssets(this WebApplicationBuilder builder)
    {
        if (!builder.Environment.IsDevelopment())
        {
            StaticWebAssetsLoader.UseStaticWebAssets(builder.Environment, builder.Configuration);
        }
    }

    /// <exception cref="StartRefusedException">The site would serve pages without styles.</exception>
    public static void RequireStyles(this WebApplication app)
    {
        if (!app.Environment.WebRootFileProvider.GetDirectoryContents("css").Exists)
        {
            throw new StartRefusedException($"The styles of the site are not in {Path.Combine(app.Environment.ContentRootPath, WebRoot)}: pages would have none. Start the published executable, with the folder wwwroot beside it.");
        }
    }
}
