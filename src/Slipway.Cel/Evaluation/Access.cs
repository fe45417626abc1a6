using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Slipway.Cel.Types;
using Slipway.Cel.Values;

namespace Slipway.Cel.Evaluation;

/// <summary>Reads fields, keys and indexes.</summary>
internal static class Access
{
    /// <summary>A field of a map or object; null where it is not there, an error where it cannot be.</summary>
    public static CelValue? Field(CelValue operand, CelString field, bool isTest)
    {
        switch (operand)
        {
            case CelDictionaryMap own:
                return own.TryGet(field, out var value) ? value : null;
            case CelMap map:
                return map.TryGetField(field.Value, out var entry) ? entry : null;
            case CelObject target:
                return ObjectField(target, field.Value, isTest);
            case CelList:
                return new CelError("unsupported index type 'string' in list");
            default:
                return null;
        }
    }

    /// <summary>An element, or the value of a key; null where it is not there, an error where it cannot be.</summary>
    public static CelValue? Element(CelValue operand, CelValue key, bool isTest)
    {
        switch (operand)
        {
            case CelMap map:
                return map.TryGet(key, out var value) ? value : null;
            case CelList list:
                return TryIndex(key, out var index, out var error) ? index >= 0 && index < list.Count ? list[(int)index] : null : error;
            case CelObject target:
                return key is CelString field ? ObjectField(target, field.Value, isTest) : CelError.NoSuchOverload;
            default:
                return null;
        }
    }

    public static CelError Missing(CelValue operand, CelValue key) =>
        operand.Kind == CelKind.List ? new CelError($"index out of bounds: {key}") : CelError.NoSuchKey(key);

    /// <summary>A number as an index; doubles and unsigned integers of a whole value are.</summary>
    public static bool TryIndex(CelValue key, out long index, [NotNullWhen(false)] out CelError? error)
    {
        error = null;
        index = -1;
        switch (key)
        {
            case CelInt i:
                index = i.Value;
                return true;
            case CelUInt u when u.Value <= long.MaxValue:
                index = (long)u.Value;
                return true;
            case CelDouble d when d.Value == Math.Truncate(d.Value) && Math.Abs(d.Value) < long.MaxValue:
                index = (long)d.Value;
                return true;
            default:
                error = CelNumbers.IsNumber(key)
                    ? new CelError(string.Create(CultureInfo.InvariantCulture, $"unsupported index value {key} in list"))
                    : new CelError($"unsupported index type '{key.Type.Name}' in list");
                return false;
        }
    }

    private static CelValue? ObjectField(CelObject target, string field, bool isTest)
    {
        if (isTest)
        {
            return target.HasField(field) switch
            {
                null => new CelError($"no such field '{field}'"),
                false => null,
                true => target.TryGetField(field, out var set) ? set : null,
            };
        }

        return target.TryGetField(field, out var value) ? value : new CelError($"no such field '{field}'");
    }
}
