using System.Text.Json.Nodes;
using Slipway.Cel.Values;

namespace Slipway.ApiServer.Admission.Expressions;

/// <summary>A JSON array as a list of anything.</summary>
internal sealed class DynamicList(JsonArray list) : CelList
{
    public override int Count => list.Count;

    public override CelValue this[int index] => DynamicValues.Of(list[index]);
}
