using CitesDesMetiers.Web.Features.Desk.Deleted;

namespace CitesDesMetiers.Web.Features.Desk;

/// <summary>What the editing desk needs beyond its controllers.</summary>
internal static class DeskSetup
{
    public static void AddDesk(this WebApplicationBuilder builder) => builder.Services.AddHostedService<DeletedPurge>();
}
