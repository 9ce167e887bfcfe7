using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CitesDesMetiers.Web.Newsletter.Drafts;

/// <summary>Every saved version of what people write.</summary>
internal static class VersionsSetup
{
    public static void AddVersions(this WebApplicationBuilder builder)
    {
        builder.Services.AddHttpContextAccessor();
        builder.Services.AddSingleton<IInterceptor, RevisionKeeper>();
    }
}
