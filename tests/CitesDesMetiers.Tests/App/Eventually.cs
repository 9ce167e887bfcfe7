using System.Diagnostics;

namespace CitesDesMetiers.Tests.App;

/// <summary>Waits for what the application does in the background, instead of sleeping for a guessed time.</summary>
public static class Eventually
{
    /// <summary>Long: a machine may be busy with other work, and only what never comes is a failure.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    public static async Task TrueAsync(Func<Task<bool>> condition, string what)
    {
        for (var start = Stopwatch.StartNew(); !await condition(); await Task.Delay(20))
        {
            Assert.True(start.Elapsed < Patience, $"Waited in vain until {what}.");
        }
    }

    public static Task TrueAsync(Func<bool> condition, string what) => TrueAsync(() => Task.FromResult(condition()), what);
}
