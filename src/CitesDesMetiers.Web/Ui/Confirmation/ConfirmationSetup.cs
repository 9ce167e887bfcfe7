namespace CitesDesMetiers.Web.Ui.Confirmation;

internal static class ConfirmationSetup
{
    public static void AddConfirmations(this WebApplicationBuilder builder) => builder.Services.AddScoped<Confirmations>();
}
