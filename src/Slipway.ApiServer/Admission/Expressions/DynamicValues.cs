using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.Cel.Values;

namespace Slipway.ApiServer.Admission.Expressions;

/// <summary>JSON as the values of expressions that know no schema: each node is what it looks like. Nothing is copied.</summary>
internal static class DynamicValues
{
    public static CelValue Of(JsonNode? node) => node switch
    {
        null => CelNull.Instance,
        JsonObject map => new DynamicMap(map),
        JsonArray list => new DynamicList(list),
        _ => Scalar((JsonValue)node),
    };

    private static CelValue Scalar(JsonValue value)
    {
        switch (value.GetValueKind())
        {
            case JsonValueKind.String:
                return new CelString(value.GetValue<string>());
            case JsonValueKind.True:
                return CelBool.True;
            case JsonValueKind.False:
                return CelBool.False;
            case JsonValueKind.Number:
                var text = value.ToJsonString();
                return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var integer)
                    ? CelInt.Of(integer)
                    : CelDouble.Of(double.Parse(text, CultureInfo.InvariantCulture));
            default:
                return CelNull.Instance;
        }
    }
}
