using System.Globalization;
using System.Text;
using Slipway.Cel.Types;
using Slipway.Cel.Values;

namespace Slipway.Cel.Libraries.Standard;

/// <summary>Conversions: <c>int()</c>, <c>string()</c>, <c>type()</c> and so on.</summary>
internal static class ConversionFunctions
{
    private const double TwoTo63 = 9223372036854775808.0;
    private const double TwoTo64 = 18446744073709551616.0;

    private static readonly CelError IntOverflow = new("integer overflow");
    private static readonly CelError UIntOverflow = new("unsigned integer overflow");

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static IEnumerable<CelOverload> All { get; } =
    [
        CelOverload.Global("type", "type", [Parameter.A], CelType.TypeOf(Parameter.A), static a => new CelTypeValue(a[0].Type)),
        CelOverload.Global("dyn", "to_dyn", [Parameter.A], CelType.Dyn, static a => a[0]),
        To("bool", "bool_to_bool", CelType.Bool, CelType.Bool, static v => v),
        To("bool", "string_to_bool", CelType.String, CelType.Bool, static v => Bool((CelString)v)),
        To("bytes", "bytes_to_bytes", CelType.Bytes, CelType.Bytes, static v => v),
        To(
            "bytes",
            "string_to_bytes",
            CelType.String,
            CelType.Bytes,
            static v => new CelBytes(Encoding.UTF8.GetBytes(((CelString)v).Value))),
        To("double", "double_to_double", CelType.Double, CelType.Double, static v => v),
        To("double", "int64_to_double", CelType.Int, CelType.Double, static v => CelDouble.Of(((CelInt)v).Value)),
        To("double", "string_to_double", CelType.String, CelType.Double, static v => Double((CelString)v)),
        To("double", "uint64_to_double", CelType.UInt, CelType.Double, static v => CelDouble.Of(((CelUInt)v).Value)),
        To("int", "int64_to_int64", CelType.Int, CelType.Int, static v => v),
        To("int", "double_to_int64", CelType.Double, CelType.Int, static v => Int(((CelDouble)v).Value)),
        To("int", "duration_to_int64", CelType.Duration, CelType.Int, static v => CelInt.Of(((CelDuration)v).Nanoseconds)),
        To("int", "string_to_int64", CelType.String, CelType.Int, static v => Int((CelString)v)),
        To("int", "timestamp_to_int64", CelType.Timestamp, CelType.Int, static v => CelInt.Of(((CelTimestamp)v).Seconds)),
        To(
            "int",
            "uint64_to_int64",
            CelType.UInt,
            CelType.Int,
            static v => ((CelUInt)v).Value is <= long.MaxValue and var u ? CelInt.Of((long)u) : IntOverflow),
        To("string", "string_to_string", CelType.String, CelType.String, static v => v),
        To("string", "bool_to_string", CelType.Bool, CelType.String, Text),
        To("string", "bytes_to_string", CelType.Bytes, CelType.String, static v => FromUtf8((CelBytes)v)),
        To("string", "double_to_string", CelType.Double, CelType.String, Text),
        To("string", "duration_to_string", CelType.Duration, CelType.String, Text),
        To("string", "int64_to_string", CelType.Int, CelType.String, Text),
        To("string", "timestamp_to_string", CelType.Timestamp, CelType.String, Text),
        To("string", "uint64_to_string", CelType.UInt, CelType.String, Text),
        To("uint", "uint64_to_uint64", CelType.UInt, CelType.UInt, static v => v),
        To("uint", "double_to_uint64", CelType.Double, CelType.UInt, static v => UInt(((CelDouble)v).Value)),
        To(
            "uint",
            "int64_to_uint64",
            CelType.Int,
            CelType.UInt,
            static v => ((CelInt)v).Value is >= 0 and var i ? CelUInt.Of((ulong)i) : UIntOverflow),
        To("uint", "string_to_uint64", CelType.String, CelType.UInt, static v => UInt((CelString)v)),
    ];

    public static CelError CannotConvert(CelType from, CelType to) => new($"type conversion error from '{from.Name}' to '{to.Name}'");

    public static CelOverload To(string function, string id, CelType from, CelType to, Func<CelValue, CelValue> convert) =>
        CelOverload.Global(function, id, [from], to, a => convert(a[0]));

    private static CelString Text(CelValue value) => new(value.ToString()!);

    private static CelValue Bool(CelString text) => text.Value switch
    {
        "1" or "t" or "T" or "true" or "TRUE" or "True" => CelBool.True,
        "0" or "f" or "F" or "false" or "FALSE" or "False" => CelBool.False,
        _ => CannotConvert(CelType.String, CelType.Bool),
    };

    private static CelValue Double(CelString text) =>
        GoNumberParser.TryDouble(text.Value, out var value) ? CelDouble.Of(value) : CannotConvert(CelType.String, CelType.Double);

    private static CelValue Int(CelString text) =>
        long.TryParse(text.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            ? CelInt.Of(value)
            : CannotConvert(CelType.String, CelType.Int);

    private static CelValue UInt(CelString text) =>
        ulong.TryParse(text.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? CelUInt.Of(value)
            : CannotConvert(CelType.String, CelType.UInt);

    // The limits themselves are refused: a double cannot tell them from what is beyond.
    private static CelValue Int(double value) => value is > -TwoTo63 and < TwoTo63 ? CelInt.Of((long)value) : IntOverflow;

    private static CelValue UInt(double value) => value is >= 0 and < TwoTo64 ? CelUInt.Of((ulong)value) : UIntOverflow;

    private static CelValue FromUtf8(CelBytes bytes)
    {
        try
        {
            return new CelString(StrictUtf8.GetString(bytes.Value.Span));
        }
        catch (DecoderFallbackException)
        {
            return new CelError("invalid UTF-8 in bytes, cannot convert to string");
        }
    }
}
