using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;

namespace Slipway.ApiServer.Kinds.Core;

/// <summary>LimitRanges: what a container gets by default follows from its bounds.</summary>
internal sealed class LimitRangeRules : KindRules
{
    public override bool CreatesOnUpdate => true;

    public override void Default(JsonObject obj)
    {
        foreach (var item in Items(obj.Map("spec"), "limits").Where(i => i.Text("type") == "Container"))
        {
            Fill(item, "default", "max");
            Fill(item, "defaultRequest", "default");
            Fill(item, "defaultRequest", "min");
        }
    }

    private static void Fill(JsonObject item, string field, string source)
    {
        if (item.Map(source) is { Count: > 0 } amounts)
        {
            PodDefaults.FillFrom(item.Ensure(field), amounts);
        }
    }
}
