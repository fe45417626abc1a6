using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Slipway.ApiServer.Registry;

/// <summary>
/// The forms of the built-in API's types, from <c>Facts/forms.txt</c> (made by a script in eng/facts) and <c>Facts/defaults.txt</c> (what holds
/// wherever the type occurs; defaults that depend on other fields are code of their kind. A third word there names fields whose emptiness counts).
/// </summary>
internal sealed class TypeForms
{
    private const string Prefix = "io.k8s.";

    private static readonly FrozenSet<string> Nothing = FrozenSet<string>.Empty;

    private readonly FrozenDictionary<string, TypeForm> _forms;

    private TypeForms(FrozenDictionary<string, TypeForm> forms) => _forms = forms;

    /// <summary>The form of a type; null when nothing is known of it.</summary>
    /// <param name="name">The definition's name, such as <c>io.k8s.api.core.v1.PodSpec</c>.</param>
    public TypeForm? Find(string name) => name.Length > 0 ? _forms.GetValueOrDefault(name) : null;

    public static TypeForms Parse(string forms, string defaults)
    {
        var found = new Dictionary<string, TypeForm>(StringComparer.Ordinal);
        foreach (var line in forms.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = line.Split(' ');
            var dropped = parts is [_, _, var names] ? Names(names.Split(',')) : Nothing;
            var written = Fields(parts[1]);
            found[Prefix + parts[0]] = new TypeForm(written, dropped, [], Names(written.Where(f => f.Value is null).Select(f => f.Key)));
        }

        foreach (var line in defaults.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = line.Split(' ');
            var known = found.GetValueOrDefault(Prefix + parts[0]) ?? new TypeForm([], Nothing, [], Nothing);
            found[Prefix + parts[0]] = known with
            {
                Defaults = Fields(parts[1]),
                KeptEmpty = parts is [_, _, var names] ? Names([.. known.KeptEmpty, .. names.Split(',')]) : known.KeptEmpty,
            };
        }

        return new TypeForms(found.ToFrozenDictionary(StringComparer.Ordinal));
    }

    private static FrozenSet<string> Names(IEnumerable<string> names) => names.ToFrozenSet(StringComparer.Ordinal);

    private static ImmutableArray<KeyValuePair<string, JsonNode?>> Fields(string json) => [.. JsonNode.Parse(json)!.AsObject()];
}
