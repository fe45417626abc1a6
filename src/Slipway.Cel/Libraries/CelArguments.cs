using Slipway.Cel.Values;

namespace Slipway.Cel.Libraries;

/// <summary>Reads arguments whose kinds the overload has declared, and which are therefore known.</summary>
public static class CelArguments
{
    /// <summary>An int.</summary>
    public static long Int(this ReadOnlySpan<CelValue> arguments, int index) => ((CelInt)arguments[index]).Value;

    /// <summary>A uint.</summary>
    public static ulong UInt(this ReadOnlySpan<CelValue> arguments, int index) => ((CelUInt)arguments[index]).Value;

    /// <summary>A double.</summary>
    public static double Double(this ReadOnlySpan<CelValue> arguments, int index) => ((CelDouble)arguments[index]).Value;

    /// <summary>A boolean.</summary>
    public static bool Bool(this ReadOnlySpan<CelValue> arguments, int index) => ((CelBool)arguments[index]).Value;

    /// <summary>A string.</summary>
    public static string Text(this ReadOnlySpan<CelValue> arguments, int index) => ((CelString)arguments[index]).Value;

    /// <summary>Bytes.</summary>
    public static ReadOnlyMemory<byte> Bytes(this ReadOnlySpan<CelValue> arguments, int index) => ((CelBytes)arguments[index]).Value;

    /// <summary>A list.</summary>
    public static CelList List(this ReadOnlySpan<CelValue> arguments, int index) => (CelList)arguments[index];

    /// <summary>A map.</summary>
    public static CelMap Map(this ReadOnlySpan<CelValue> arguments, int index) => (CelMap)arguments[index];
}
