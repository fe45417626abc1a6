using Slipway.Cel.Values;

namespace Slipway.Cel.Libraries.Extensions;

/// <summary>The numbers from 0 on, made when they are asked for.</summary>
internal sealed class CelRangeList(int count) : CelList
{
    public override int Count => count;

    public override CelValue this[int index] => CelInt.Of(index);

    public static CelValue Of(long count) =>
        count > CelLimits.MaxElements ? CelLimits.ListTooLong : count <= 0 ? Empty : new CelRangeList((int)count);
}
