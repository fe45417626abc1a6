using Slipway.Cel.Macros;
using Slipway.Cel.Values;

namespace Slipway.Cel.Libraries.Extensions;

/// <summary>Comprehensions with two variables.</summary>
internal static class ComprehensionLibrary
{
    public static CelLibrary Instance { get; } = new("cel.lib.ext.comprev2")
    {
        Macros = TwoVariableMacros.All,
        Overloads =
        [
            CelOverload.Global(
                MapInsertion.Function,
                MapInsertion.KeyValue,
                [Parameter.MapOfAToB, Parameter.A, Parameter.B],
                Parameter.MapOfAToB,
                static a => Insert(a.Map(0), CelMap.Of(KeyValuePair.Create(a[1], a[2])))),
            CelOverload.Global(
                MapInsertion.Function,
                MapInsertion.Map,
                [Parameter.MapOfAToB, Parameter.MapOfAToB],
                Parameter.MapOfAToB,
                static a => Insert(a.Map(0), a.Map(1))),
        ],
    };

    private static CelValue Insert(CelMap target, CelMap addition)
    {
        var entries = new OrderedDictionary<CelValue, CelValue>(target.Count + addition.Count);
        foreach (var (map, key) in target.Keys.Select(k => (target, k)).Concat(addition.Keys.Select(k => (addition, k))))
        {
            if (map.TryGet(key, out var value) && !entries.TryAdd(key, value))
            {
                return new CelError($"insert failed: key {key} already exists");
            }
        }

        return CelMap.Of(entries);
    }
}
