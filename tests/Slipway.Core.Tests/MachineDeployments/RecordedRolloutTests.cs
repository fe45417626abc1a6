using Slipway.Core.MachineDeployments.Rollout;

namespace Slipway.Core.Tests.MachineDeployments;

/// <summary>Replays what upstream's planner decided; in-place updates, which need an extension, are left out.</summary>
public sealed class RecordedRolloutTests
{
    public static TheoryData<string> Traces => RecordedRollout.Folder is { } folder
        ? [.. Directory.EnumerateFiles(folder, "*.log", SearchOption.AllDirectories)
            .Select(f => Path.GetRelativePath(folder, f))
            .Where(f => !f.Contains("in-place", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)]
        : ["absent"];

    [Theory]
    [MemberData(nameof(Traces))]
    public void Plan_OfRecordedStep_AgreesWithUpstream(string trace)
    {
        Assert.SkipWhen(trace == "absent", "the recorded rollouts are not beside this checkout");

        var limits = RecordedRollout.Limits.Match(trace);
        var created = new Dictionary<string, int>(StringComparer.Ordinal);
        var number = 0;
        foreach (var step in RecordedRollout.Steps(Path.Combine(RecordedRollout.Folder!, trace)))
        {
            number++;
            var replicas = step.Select(l => RecordedRollout.Deployment.Match(l)).First(m => m.Success).Number("desired");
            var isNew = step.Select(l => RecordedRollout.Created.Match(l)).FirstOrDefault(m => m.Success)?.Groups["name"].Value;
            var sets = step.Select(l => RecordedRollout.Set.Match(l)).Where(m => m.Success).ToList();
            var goal = new RolloutGoal(replicas, limits.Success ? limits.Number("surge") : 0, limits.Success ? limits.Number("unavailable") : 0);

            var input = sets.ConvertAll(m => new RolloutSet(
                m.Groups["name"].Value,
                m.Groups["name"].Value == isNew ? 0 : m.Number(m.Groups["from"].Success ? "from" : "desired"),
                m.Number("actual"),
                m.Number("available"),
                DateTimeOffset.UnixEpoch.AddMinutes(created.TryGetValue(m.Groups["name"].Value, out var at) ? at : created[m.Groups["name"].Value] = created.Count)));
            var current = input.MaxBy(s => s.Created)!;
            var plan = limits.Success
                ? RollingUpdate.Plan(goal, current, input.Where(s => s != current))
                : OnDelete.Plan(goal, current, input.Where(s => s != current));

            Assert.Equal(
                $"step {number}: " + string.Join(", ", sets.Select(m => $"{m.Groups["name"].Value}={m.Number("desired")}")),
                $"step {number}: " + string.Join(", ", sets.Select(m => $"{m.Groups["name"].Value}={plan.Replicas[m.Groups["name"].Value]}")));
        }

        Assert.True(number > 0);
    }
}
