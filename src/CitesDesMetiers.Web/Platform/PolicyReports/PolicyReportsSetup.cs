namespace CitesDesMetiers.Web.Platform.PolicyReports;

/// <summary>Registers the count of what the policies of pages blocked.</summary>
internal static class PolicyReportsSetup
{
    public static void AddPolicyReports(this WebApplicationBuilder builder) => builder.Services.AddSingleton<BlockedThings>();
}
