using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Slipway.ApiServer.Registry;

/// <summary>How Go writes a type of the built-in API, and what kube-apiserver fills into it.</summary>
/// <param name="Written">Fields that are written even when they are not set: the zero of their type, or an empty map for a structure.</param>
/// <param name="Dropped">Fields that are not written when they hold their type's zero.</param>
/// <param name="Defaults">Fields that get a value, whatever else is set.</param>
/// <param name="KeptEmpty">Lists and maps of which it matters to a write whether they were sent empty or not at all.</param>
internal sealed record TypeForm(
    ImmutableArray<KeyValuePair<string, JsonNode?>> Written,
    FrozenSet<string> Dropped,
    ImmutableArray<KeyValuePair<string, JsonNode?>> Defaults,
    FrozenSet<string> KeptEmpty);
