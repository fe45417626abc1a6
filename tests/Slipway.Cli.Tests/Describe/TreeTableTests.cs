using Slipway.Cli.Describe;

namespace Slipway.Cli.Tests.Describe;

public sealed class TreeTableTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    [Fact]
    public void Lines_DrawTheTreeWithLongMessagesBelow()
    {
        var tree = new TreeNode("Cluster ns/demo")
        {
            Replicas = "1/2",
            Available = "1",
            Ready = "1",
            UpToDate = "2",
            Condition = new TreeCondition("Available", "False", "NotAvailable", "* one\n* two", Now.AddSeconds(-90)),
            Children =
            [
                new TreeNode("DevCluster ns/demo"),
                new TreeNode("Workers")
                {
                    Children = [new TreeNode("Machine ns/a") { Condition = new TreeCondition("Ready", "True", "Ready", "", Now.AddMinutes(-5)) }],
                },
            ],
        };

        Assert.Equal(
            [
                "NAME                  REPLICAS AVAILABLE READY UP TO DATE STATUS REASON        SINCE MESSAGE",
                "Cluster ns/demo       1/2      1         1     2          False  NotAvailable  90s   * one",
                "│                                                                                    * two",
                "├─DevCluster ns/demo",
                "└─Workers",
                "  └─Machine ns/a                                          True   Ready         5m",
            ],
            TreeRenderer.Lines(TreeTable.Rows(tree, Now)));
    }

    [Theory]
    [InlineData(0, "0s")]
    [InlineData(119, "119s")]
    [InlineData(120, "2m")]
    [InlineData(182, "3m2s")]
    [InlineData(3599, "59m")]
    [InlineData(4 * 3600, "4h")]
    [InlineData((4 * 3600) + 120, "4h2m")]
    [InlineData(47 * 3600, "47h")]
    [InlineData((50 * 3600) + 1, "2d2h")]
    [InlineData(10 * 86400, "10d")]
    [InlineData(-5, "0s")]
    public void Age_IsKubectls(int seconds, string expected) => Assert.Equal(expected, TreeTable.Age(Now.AddSeconds(-seconds), Now));
}
