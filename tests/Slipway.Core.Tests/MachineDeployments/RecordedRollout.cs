using System.Globalization;
using System.Text.RegularExpressions;

namespace Slipway.Core.Tests.MachineDeployments;

/// <summary>Traces of upstream's rollout planner, beside the repository where they are present.</summary>
internal static partial class RecordedRollout
{
    /// <summary>The folder of the traces; null where there is none beside the checkout or above it.</summary>
    public static string? Folder { get; } = Repository.FindShared("oracle/md-rollout");

    [GeneratedRegex(@"^    (?<name>ms\d+): (?:from (?<fromActual>\d+)/(?<from>\d+) to )?(?<actual>\d+)/(?<desired>\d+) replicas, (?<available>\d+) available")]
    public static partial Regex Set { get; }

    [GeneratedRegex(@"^    md: (?:md: )?\d+/(?<desired>\d+) replicas")]
    public static partial Regex Deployment { get; }

    [GeneratedRegex(@"^      - MachineSet (?<name>ms\d+) created")]
    public static partial Regex Created { get; }

    [GeneratedRegex(@"maxsurge-(?<surge>\d+)-maxunavailable-(?<unavailable>\d+)")]
    public static partial Regex Limits { get; }

    public static int Number(this Match match, string group) => int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

    /// <summary>The steps of a trace: the lines that each answer of the planner has.</summary>
    public static IEnumerable<IReadOnlyList<string>> Steps(string file)
    {
        List<string>? step = null;
        foreach (var line in File.ReadLines(file))
        {
            if (line.StartsWith("[MD controller] - Result", StringComparison.Ordinal))
            {
                step = [];
            }
            else if (line.StartsWith(' '))
            {
                step?.Add(line);
            }
            else if (step is not null)
            {
                yield return step;
                step = null;
            }
        }
    }
}
