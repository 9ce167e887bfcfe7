namespace CitesDesMetiers.Web.Contribution;

/// <summary>Registers what the forms behind personal links share.</summary>
internal static class ContributionSetup
{
    public static void AddContribution(this WebApplicationBuilder builder) => builder.Services.AddScoped<SentEntryServices>();
}
