using System.Collections.Concurrent;
using Slipway.EndToEnd.Tests.Planes;

namespace Slipway.EndToEnd.Tests.Crashes;

/// <summary>How stories end when nobody dies; each is lived once.</summary>
public sealed class CalmEnds
{
    private readonly ConcurrentDictionary<string, Task<string>> _ends = new(StringComparer.Ordinal);

    internal Task<string> OfAsync(Story story) => _ends.GetOrAdd(story.Name, _ => LiveAsync(story));

    private static async Task<string> LiveAsync(Story story)
    {
        await using var run = await StoryRun.BeginAsync(story, Transport.InProcess);
        await run.LiveAsync(_ => null);
        return await run.EndAsync(expected: null);
    }
}
