using CitesDesMetiers.Core.Data;

namespace CitesDesMetiers.Web.Commands;

/// <summary>What the <c>subscribers</c> commands share: the database, and where they print.</summary>
/// <param name="services">Of one scope.</param>
internal sealed class SubscribersConsole(IServiceProvider services, TextWriter output, TextWriter errors)
{
    /// <summary>By whom, as the journal shows it.</summary>
    public const string ByName = "Ligne de commande";

    public NewsletterContext Db { get; } = services.GetRequiredService<NewsletterContext>();

    public TextWriter Output => output;

    /// <summary>For what is not the result: a file may go to the output.</summary>
    public TextWriter Errors => errors;

    public DateTime Now => Get<TimeProvider>().GetUtcNow().UtcDateTime;

    public T Get<T>() where T : notnull => services.GetRequiredService<T>();

    /// <summary>With scope and context of its own, beside what this one does.</summary>
    public AsyncServiceScope Beside() => services.GetRequiredService<IServiceScopeFactory>().CreateAsyncScope();

    public int Refuse(string reason)
    {
        errors.WriteLine(reason);
        return 1;
    }
}
