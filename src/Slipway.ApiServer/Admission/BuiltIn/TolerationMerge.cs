using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;

namespace Slipway.ApiServer.Admission.BuiltIn;

/// <summary>Leaves out tolerations that others of the list take in.</summary>
internal static class TolerationMerge
{
    /// <summary>What is left of a list, in its order; of equal ones the first.</summary>
    public static List<JsonObject> Of(IReadOnlyList<JsonObject> all)
    {
        var merged = new List<JsonObject>();
        for (var i = 0; i < all.Count; i++)
        {
            var one = all[i];
            var isCovered = merged.Exists(other => Covers(other, one))
                || all.Skip(i + 1).Any(other => !JsonNode.DeepEquals(one, other) && Covers(other, one));
            if (!isCovered)
            {
                merged.Add(one);
            }
        }

        return merged;
    }

    private static bool Covers(JsonObject large, JsonObject small)
    {
        if (JsonNode.DeepEquals(large, small))
        {
            return true;
        }

        var (exists, effect) = (large.Text("operator") == "Exists", large.Text("effect"));
        var isOfKey = large.Text("key") == small.Text("key") || (large.Text("key").Length == 0 && exists);
        var isOfEffect = effect.Length == 0 || effect == small.Text("effect");
        var lastsAsLong = effect != "NoExecute" || large.Integer("tolerationSeconds") is not { } seconds
            || small.Integer("tolerationSeconds") <= seconds;
        return isOfKey && isOfEffect && lastsAsLong
            && (exists || (small.Text("operator") == "Equal" && large.Text("value") == small.Text("value")));
    }
}
