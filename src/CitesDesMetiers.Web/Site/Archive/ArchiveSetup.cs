using CitesDesMetiers.Web.Newsletter.Issues.Pdf;

namespace CitesDesMetiers.Web.Site.Archive;

/// <summary>Registers what the archive does for other rooms.</summary>
internal static class ArchiveSetup
{
    public static void AddArchive(this WebApplicationBuilder builder) => builder.Services.AddSingleton<IIssuePaper, IssuePaper>();
}
