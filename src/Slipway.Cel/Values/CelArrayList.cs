namespace Slipway.Cel.Values;

/// <summary>A list held in an array.</summary>
internal sealed class CelArrayList(CelValue[] elements) : CelList
{
    public override int Count => elements.Length;

    public override CelValue this[int index] => elements[index];
}
