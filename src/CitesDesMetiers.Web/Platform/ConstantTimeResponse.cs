namespace CitesDesMetiers.Web.Platform;

/// <summary>Answers in the same time whatever was found, so that nobody learns from it whether an address is known (ASVS 5.0 6.3.8).</summary>
internal static class ConstantTimeResponse
{
    /// <summary>Longer than any of the paths takes.</summary>
    private static readonly TimeSpan Time = TimeSpan.FromMilliseconds(300);

    public static async Task AfterAsync(Func<Task> work, CancellationToken cancellation)
    {
        var answer = Task.Delay(Time, cancellation);
        await work();
        await answer;
    }
}
