using System.Diagnostics;
using System.Text.Json;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Sending;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CitesDesMetiers.Benchmarks.Sending;

/// <summary>What is measured: the application inside this process, from the moment the dispatch may begin to its end.</summary>
internal sealed class SendRun(SendPlan plan, SampleDispatch sample, int dispatch)
{
    public async Task RunAsync()
    {
        await using var application = await RunningApplication.StartAsync(plan.Settings(sample));
        using var scope = application.Services.CreateScope();
        sample.Options = scope.ServiceProvider.GetRequiredService<DbContextOptions<NewsletterContext>>();
        using var process = Process.GetCurrentProcess();
        var (allocated, cpu, start) = (GC.GetTotalAllocatedBytes(precise: true), process.TotalProcessorTime, Stopwatch.GetTimestamp());
        var sent = plan.IsBare ? await new BareSender(application.Services, sample).SendAsync(plan, dispatch) : await DispatchAsync();
        var took = Stopwatch.GetElapsedTime(start);
        process.Refresh();
        Report(sent, took, process.TotalProcessorTime - cpu, GC.GetTotalAllocatedBytes(precise: true) - allocated, process.PeakWorkingSet64);
    }

    private async Task<int> DispatchAsync()
    {
        await sample.StartAsync();
        while (!await sample.IsOverAsync())
        {
            await Task.Delay(200);
        }

        return (await sample.CountsAsync()).GetValueOrDefault(DeliveryState.Sent);
    }

    private void Report(int sent, TimeSpan took, TimeSpan cpu, long allocated, long peak)
    {
        Console.WriteLine($"{sent:N0} sent in {took.TotalSeconds:0.0} s: {sent / took.TotalSeconds:N0} messages/s, {cpu.TotalSeconds / plan.Recipients * 10_000:0.0} CPU s per 10,000");
        Console.WriteLine($"{allocated / plan.Recipients:N0} bytes allocated a message, {peak / 1_048_576:N0} MB resident at the peak");
        Console.WriteLine(JsonSerializer.Serialize(new
        {
            messagesPerSecond = Math.Round(sent / took.TotalSeconds, 1),
            cpuSeconds = Math.Round(cpu.TotalSeconds, 2),
            allocatedBytesPerMessage = allocated / plan.Recipients,
            peakResidentBytes = peak,
            sent,
            failed = plan.Recipients - sent,
        }));
    }
}
