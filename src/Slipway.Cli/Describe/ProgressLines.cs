using System.Globalization;

namespace Slipway.Cli.Describe;

/// <summary>Tells each change of a cluster on a line of its own, for logs and pipes.</summary>
internal sealed class ProgressLines(TextWriter output, TimeProvider time)
{
    private readonly Dictionary<string, string> _told = new(StringComparer.Ordinal);
    private readonly long _start = time.GetTimestamp();

    public async Task WriteAsync(TreeNode root)
    {
        foreach (var node in Flatten(root))
        {
            if (node.Condition is not { } condition)
            {
                continue;
            }

            var text = $"{condition.Type}={condition.Status} {condition.Reason}";
            if (_told.GetValueOrDefault(node.Name) != text)
            {
                _told[node.Name] = text;
                var seconds = time.GetElapsedTime(_start).TotalSeconds;
                var detail = condition.IsGood ? "" : Detail(condition.Message);
                await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{seconds,6:0.0}s  {node.Name}: {text}{detail}"));
            }
        }
    }

    // The first of the reasons: the whole of them is in the tree.
    private static string Detail(string message)
    {
        var first = message.Split('\n')[0].TrimStart('*', ' ').TrimEnd(':');
        return first.Length == 0 ? "" : $": {first}";
    }

    private static IEnumerable<TreeNode> Flatten(TreeNode node) => node.Children.SelectMany(Flatten).Prepend(node);
}
