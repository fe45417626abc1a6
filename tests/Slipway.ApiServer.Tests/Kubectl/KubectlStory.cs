using System.Text.RegularExpressions;

namespace Slipway.ApiServer.Tests.Kubectl;

/// <summary>A row of commands to one kubectl. It goes on after one that fails, so that a version's whole answer is seen at once.</summary>
internal sealed class KubectlStory(Kubectl kubectl)
{
    private readonly List<string> _failures = [];

    /// <summary>What did not come out as told, a line for each command.</summary>
    public IReadOnlyList<string> Failures => _failures;

    /// <summary>Runs a command whose output and errors must match a pattern and which must exit as told.</summary>
    public async Task StepAsync(string arguments, string pattern, string? input = null, string? editor = null, int exit = 0)
    {
        var run = await kubectl.TryRunAsync(arguments, input, editor);
        if (run.ExitCode != exit || !Regex.IsMatch(run.Output + run.Errors, pattern, RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5)))
        {
            _failures.Add($"{arguments}: exit {exit} and '{pattern}' wanted: {run}");
        }
    }

    /// <summary>Watches a list until it has told a new object.</summary>
    public async Task WatchAsync(string name)
    {
        using var watching = kubectl.Start("get configmaps -w -o name");
        try
        {
            await StepAsync($"create configmap {name}", $"configmap/{name} created");
            while (await watching.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(20)) is { } line)
            {
                if (line == "configmap/" + name)
                {
                    return;
                }
            }

            _failures.Add($"get -w: ended before {name} was seen");
        }
        finally
        {
            watching.Kill();
        }
    }
}
