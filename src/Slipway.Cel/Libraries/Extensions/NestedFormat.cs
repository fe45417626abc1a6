using System.Text;
using Slipway.Cel.Values;

namespace Slipway.Cel.Libraries.Extensions;

/// <summary>Any value as <c>%s</c> writes it.</summary>
internal static class NestedFormat
{
    /// <summary>False where the value, or one within it, cannot be written.</summary>
    /// <param name="result">Where to write.</param>
    /// <param name="value">The value.</param>
    /// <param name="isFormer">Whether nested values are literals.</param>
    /// <param name="isNested">Whether the value is within another.</param>
    public static bool Append(StringBuilder result, CelValue value, bool isFormer, bool isNested)
    {
        switch (value)
        {
            case CelList list:
                return AppendList(result, list, isFormer);
            case CelMap map:
                return AppendMap(result, map, isFormer);
            case CelNull or CelBool or CelInt or CelUInt or CelTypeValue:
                result.Append(value);
                return true;
            case CelDouble d:
                AppendDouble(result, d, isFormer, isNested);
                return true;
            case CelString or CelBytes or CelTimestamp or CelDuration:
                result.Append(isFormer && isNested ? Literal(value) : value.ToString());
                return true;
            default:
                return false;
        }
    }

    private static string Literal(CelValue value)
    {
        var text = StringTransforms.Quote(value.ToString()!);
        return value switch
        {
            CelBytes => $"b{text}",
            CelTimestamp => $"timestamp({text})",
            CelDuration => $"duration({text})",
            _ => text,
        };
    }

    private static void AppendDouble(StringBuilder result, CelDouble value, bool isFormer, bool isNested)
    {
        const int FormerPrecision = 6;
        if (!isFormer)
        {
            result.Append(FormatClauses.Special(value.Value) ?? GoNumberFormat.Plain(value.Value));
        }
        else if (isNested)
        {
            result.Append(double.IsFinite(value.Value) ? FormatClauses.Rounded(value.Value, FormerPrecision) : $"\"{value}\"");
        }
        else
        {
            result.Append(value);
        }
    }

    private static bool AppendList(StringBuilder result, CelList list, bool isFormer)
    {
        result.Append('[');
        for (var i = 0; i < list.Count; i++)
        {
            result.Append(i == 0 ? "" : ", ");
            if (!Append(result, list[i], isFormer, isNested: true))
            {
                return false;
            }
        }

        result.Append(']');
        return true;
    }

    // Entries are sorted by the text of their keys.
    private static bool AppendMap(StringBuilder result, CelMap map, bool isFormer)
    {
        var entries = new List<(string Key, string Value)>(map.Count);
        foreach (var key in map.Keys)
        {
            var (keyText, valueText) = (new StringBuilder(), new StringBuilder());
            if (!map.TryGet(key, out var value)
                || !Append(keyText, key, isFormer, isNested: true)
                || !Append(valueText, value, isFormer, isNested: true))
            {
                return false;
            }

            entries.Add((keyText.ToString(), valueText.ToString()));
        }

        entries.Sort(static (a, b) => CelText.Compare(a.Key, b.Key));
        var separator = isFormer ? ":" : ": ";
        result.Append('{').AppendJoin(", ", entries.Select(e => $"{e.Key}{separator}{e.Value}")).Append('}');
        return true;
    }
}
