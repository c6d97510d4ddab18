using Stampede.Engine;

namespace Stampede.Tests;

public sealed class ReceiveBuffersTests
{
    [Fact]
    public void A_returned_buffer_is_used_again_and_one_in_use_is_not()
    {
        var buffers = new ReceiveBuffers();
        var small = buffers.Rent(large: false);
        var large = buffers.Rent(large: true);
        Assert.Equal((4096, 65536), (small.Length, large.Length));
        Assert.NotSame(small, buffers.Rent(large: false));
        buffers.Return(small);
        buffers.Return(large);
        Assert.Same(large, buffers.Rent(large: true));
        Assert.Same(small, buffers.Rent(large: false));
    }
}
