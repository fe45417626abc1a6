using System.Text.Json.Nodes;
using Slipway.Kubernetes.Apply;

namespace Slipway.Kubernetes.Tests.Apply;

/// <summary>Writes of one object by several managers, one after the other.</summary>
internal sealed class MergeStory
{
    private FieldManager _manager = new(MergeSchema.Thing);
    private bool _hasNewerSchema;
    private JsonObject? _live;
    private int _seconds;

    /// <summary>Tells a story: one line a write, such as <c>a applies {…}</c>, <c>b forces {…}</c>, <c>c writes {…}</c>.</summary>
    public static MergeStory Of(string lines)
    {
        var story = new MergeStory();
        foreach (var line in lines.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var words = line.Split(' ', 3);
            story.Write(words[0], words[1], Json.Object(words[2]));
        }

        return story;
    }

    /// <summary>The object without its managers.</summary>
    public JsonObject Object
    {
        get
        {
            var copy = (JsonObject)_live!.DeepClone();
            copy.Remove("metadata");
            return copy;
        }
    }

    /// <summary>Who owns what: <c>a {…}</c>, in order of names.</summary>
    public string Owners => string.Join(
        " ", ManagedFields.Read(_live).Entries.OrderBy(entry => entry.Manager, StringComparer.Ordinal)
            .Select(entry => $"{entry.Manager} {entry.Fields.ToString().Replace("\\\"", "`", StringComparison.Ordinal).Replace('"', '\'')}"));

    /// <summary>What the last apply met.</summary>
    public IReadOnlyList<FieldConflict> Conflicts { get; private set; } = [];

    /// <summary>From now on the schema is another one.</summary>
    public MergeStory WithLeaves()
    {
        (_manager, _hasNewerSchema) = (new FieldManager(MergeSchema.ThingOfLeaves), true);
        return this;
    }

    public MergeStory Write(string manager, string verb, JsonObject body)
    {
        var write = new FieldWrite(manager, "v1", DateTimeOffset.UnixEpoch.AddSeconds(++_seconds)) { HasNewerSchema = _hasNewerSchema };
        if (verb == "writes")
        {
            _manager.Update(_live, body, write);
            _live = body;
            return this;
        }

        var result = _manager.Apply(_live, body, write, force: verb == "forces");
        (_live, Conflicts) = (result.Object ?? _live, result.Conflicts);
        return this;
    }
}
