using Slipway.Cel.Values;

namespace Slipway.Cel.Tests.Values;

public sealed class NumberTests
{
    public static TheoryData<CelValue, CelValue, int?> Pairs => new()
    {
        { CelInt.Of(1), CelUInt.Of(1), 0 },
        { CelInt.Of(-1), CelUInt.Of(ulong.MaxValue), -1 },
        { CelInt.Of(long.MaxValue), CelDouble.Of(9223372036854775808.0), 0 },
        { CelInt.Of(long.MinValue), CelDouble.Of(-9223372036854775808.0), 0 },
        { CelUInt.Of(ulong.MaxValue), CelDouble.Of(18446744073709551616.0), 0 },
        { CelUInt.Of(0), CelDouble.Of(-0.5), 1 },
        { CelDouble.Of(1.5), CelInt.Of(1), 1 },
        { CelDouble.Of(-1.5), CelInt.Of(-1), -1 },
        { CelDouble.Of(double.NaN), CelInt.Of(1), null },
        { CelInt.Of(long.MaxValue), CelDouble.Of(9223372036854780000.0), -1 },
        { CelDouble.Of(double.PositiveInfinity), CelUInt.Of(ulong.MaxValue), 1 },
    };

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Compare_NumbersOfAllTypes_OnOneNumberLine(CelValue a, CelValue b, int? expected)
    {
        Assert.Equal(expected, CelNumbers.Compare(a, b));
        Assert.Equal(-expected, CelNumbers.Compare(b, a));
        Assert.Equal(expected == 0, a.EqualTo(b));
        Assert.True(expected != 0 || a.HashValue() == b.HashValue());
    }

    [Theory]
    [InlineData(0, "0")]
    [InlineData(-0.0, "-0")]
    [InlineData(1, "1")]
    [InlineData(-1.5, "-1.5")]
    [InlineData(100, "100")]
    [InlineData(0.1, "0.1")]
    [InlineData(0.0001, "0.0001")]
    [InlineData(0.00001, "1e-05")]
    [InlineData(123456789012345680000.0, "1.2345678901234568e+20")]
    [InlineData(1000000, "1e+06")]
    [InlineData(123456.5, "123456.5")]
    [InlineData(1e21, "1e+21")]
    [InlineData(-2.5e-300, "-2.5e-300")]
    [InlineData(double.PositiveInfinity, "+Inf")]
    public void Format_ADouble_AsGoWritesIt(double value, string expected) => Assert.Equal(expected, CelNumbers.Format(value));
}
